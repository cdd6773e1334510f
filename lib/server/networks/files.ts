import { DomainError } from '@/lib/errors/domain-error'
import { toDot } from '@/lib/network/dot'
import type { PlannedNetwork } from '@/lib/network/model'
import {
  encodeNetworkJson,
  parseNetworkJson,
  withoutNeedlessHiding,
} from '@/lib/network/network-json'
import { planPeers } from '@/lib/network/plan-peers'
import { nodeObject, toPeerNetwork } from '@/lib/network/to-peer-network'
import { networkDesignSchema } from '@/lib/schemas/design'
import type { NetworkView } from '@/lib/schemas/views'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { nodeFacts } from '@/lib/server/nodes/nodes'
import { chosenIdentity, requireGrid, storeNetwork } from './create'
import type { NewKey } from './keys'
import { designOf, loadNetwork, publicKeysOf, type NetworkRow } from './row'
import { toWireNetwork } from './wire-network'

async function planned(row: NetworkRow): Promise<PlannedNetwork> {
  const design = designOf(row)
  const facts = await nodeFacts(
    row.gridId,
    design.resources.map(({ nodeId }) => nodeId),
  )
  return planPeers(toPeerNetwork(design, facts, publicKeysOf(row)), { mode: design.mode })
}

/**
 * The network as tfuser's schema file, peers as planned now, private keys sealed to their nodes.
 *
 * @throws DomainError what the planner refuses, such as `NO_ROUTER`
 */
export async function exportNetworkJson(
  actor: Actor,
  id: string,
): Promise<{ fileName: string; text: string }> {
  requireRole(actor, 'viewer')
  const row = await loadNetwork(id)
  const sealed = new Map(row.keys.map((key) => [key.holder, key.sealedPrivate]))
  const { resources } = await planned(row)
  const wire = toWireNetwork(
    designOf(row),
    resources,
    (nodeId) => sealed.get(nodeObject(nodeId)) ?? '',
  )
  return { fileName: `${row.name}.network.json`, text: encodeNetworkJson(wire) }
}

/** The planned network as a Graphviz graph. */
export async function networkDot(
  actor: Actor,
  id: string,
): Promise<{ fileName: string; text: string }> {
  requireRole(actor, 'viewer')
  const row = await loadNetwork(id)
  return { fileName: `${row.name}.dot`, text: toDot(await planned(row)) }
}

/** Input of an import. */
export interface ImportNetwork {
  /** text of a tfuser network.json */
  file: string
  name?: string | undefined
  gridId?: string | undefined
}

/**
 * A new network from tfuser's file. Its keys are kept: the private ones in it are already sealed to their nodes. A device
 * keeps the key it has, so its own wg.conf goes on working.
 *
 * @throws DomainError `INVALID_NETWORK_FILE`, `ALREADY_EXISTS`, `INVALID_NODE_ID`
 */
export async function importNetworkJson(actor: Actor, input: ImportNetwork): Promise<NetworkView> {
  requireRole(actor, 'designer')
  const file = parseNetworkJson(input.file)
  const gridId = await requireGrid(input.gridId)
  const facts = await nodeFacts(
    gridId,
    file.design.resources.map(({ nodeId }) => nodeId),
  )
  const read = { ...withoutNeedlessHiding(file.design, facts), ...nameOf(input) }
  const parsed = networkDesignSchema.safeParse(read)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new DomainError(
      'INVALID_NETWORK_FILE',
      `The network in the file cannot be kept: ${issue?.path.join('.')}: ${issue?.message} Give it another name when that is the trouble.`,
    )
  }
  const keys = file.network.net_resources
    .filter((resource) => resource.wg_private_key !== '' && resource.wg_public_key !== '')
    .map((resource): NewKey => ({
      holder: nodeObject(resource.node_id),
      publicKey: resource.wg_public_key,
      sealedPrivate: resource.wg_private_key.toLowerCase(),
    }))
  const identityId = await chosenIdentity(actor)
  return storeNetwork(actor, {
    gridId,
    identityId,
    design: parsed.data,
    keys,
    message: 'imported',
  })
}

function nameOf({ name }: ImportNetwork): { name?: string } {
  return name === undefined ? {} : { name }
}
