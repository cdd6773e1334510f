import { DomainError } from '@/lib/errors/domain-error'
import { reachabilityMatrix, type Reachability } from '@/lib/network/matrix'
import type { NetworkDesign, PeerMode, PeerNetwork } from '@/lib/network/model'
import { deviceObject, nodeObject, toPeerNetwork } from '@/lib/network/to-peer-network'
import { planTraced } from '@/lib/network/trace'
import { deviceName } from '@/lib/network/trace-conditions'
import { PROOF_MAX_MACHINES, PROOF_MAX_RESOURCES } from '@/lib/schemas/proof'
import { designOf, type NetworkRow } from '@/lib/server/networks/row'
import { nodeFacts } from '@/lib/server/nodes/nodes'

/** What a proof builds: the stored design with the grid's facts of now, and placeholders where the keys are. */
export interface ProofSubject {
  network: PeerNetwork
  mode: PeerMode
  /** machine as matrices name it (node id, `device:N`) → object id */
  objectOf: (name: string) => string
  /** equal texts: the same would be built */
  text: string
}

/** Reads what would be built of a network as it is stored. No key of the real network is in it. */
export async function subjectOf(row: Pick<NetworkRow, 'design' | 'gridId'>): Promise<ProofSubject> {
  const design = withoutKeys(designOf(row))
  const nodeIds = design.resources.map(({ nodeId }) => nodeId)
  const network = toPeerNetwork(design, await nodeFacts(row.gridId, nodeIds), {})
  const devices = new Map(
    design.devices.map(({ id }, index) => [deviceName(index), deviceObject(id)]),
  )
  return {
    network,
    mode: design.mode,
    objectOf: (name) => devices.get(name) ?? nodeObject(name),
    // Its name has no part in it: a renamed network is the same one.
    text: JSON.stringify({ mode: design.mode, ...network, name: '' }),
  }
}

function withoutKeys(design: NetworkDesign): NetworkDesign {
  return {
    ...design,
    devices: design.devices.map((device) => ({ ...device, ownPublicKey: undefined })),
  }
}

/**
 * Who should reach whom.
 *
 * @throws DomainError `PROOF_TOO_LARGE`, `PROOF_IMPOSSIBLE`, whatever the planner refuses
 */
export function predict({ network, mode }: ProofSubject): Reachability {
  const [nodes, devices] = [network.resources.length, network.accessPoints.length]
  if (nodes > PROOF_MAX_RESOURCES)
    throw tooLarge(`It has ${nodes} nodes; at most ${PROOF_MAX_RESOURCES} are built at a time.`)
  if (nodes + devices > PROOF_MAX_MACHINES)
    throw tooLarge(
      `It has ${nodes + devices} nodes and devices; at most ${PROOF_MAX_MACHINES} are built at a time.`,
    )
  if (nodes + devices < 2)
    throw new DomainError(
      'PROOF_IMPOSSIBLE',
      'There is nobody to reach yet; add a second node or a device.',
    )
  return reachabilityMatrix(planTraced(network, mode))
}

function tooLarge(why: string): DomainError {
  return new DomainError('PROOF_TOO_LARGE', `This network is too large to be proven. ${why}`)
}
