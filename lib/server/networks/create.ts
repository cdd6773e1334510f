import { randomInt, randomUUID } from 'node:crypto'
import { decodeKeyId } from '@/lib/crypto/base58'
import { DomainError } from '@/lib/errors/domain-error'
import { parseRange } from '@/lib/network/cidr'
import { applyCommand, emptyDesign } from '@/lib/network/commands'
import type { NetworkDesign } from '@/lib/network/model'
import type { CreateNetworkInput } from '@/lib/schemas/requests'
import type { NetworkView } from '@/lib/schemas/views'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db } from '@/lib/server/db/client'
import { notify } from '@/lib/server/events/bus'
import { by, recordEvent } from '@/lib/server/events/record-event'
import { refreshNetworkFiles } from '@/lib/server/files/device-files'
import { defaultGrid } from '@/lib/server/grids/grids'
import { listIdentities } from '@/lib/server/identities/identities'
import { missingKeys, writeKeys, type NewKey } from './keys'
import { requireFreeName } from './names'
import { freeFacts } from './planning'
import { loadNetwork } from './row'
import { toNetworkView } from './view'

/** Largest number a port's place is drawn from. */
const SEEDS = 2 ** 31

/**
 * A new network, with nodes in it when some are named. Ports are free ones, subnets follow one another.
 *
 * @throws DomainError `INVALID_CIDR`, `ALREADY_EXISTS`, `INVALID_NODE_ID`, `UNKNOWN_NODE`, `NOT_FOUND`
 */
export async function createNetwork(actor: Actor, input: CreateNetworkInput): Promise<NetworkView> {
  requireRole(actor, 'designer')
  const range = parseRange(input.range).text
  const gridId = await requireGrid(input.gridId)
  const identityId = await chosenIdentity(actor, input.identityId)
  const empty = { ...emptyDesign(input.name, range), ...(input.mode ? { mode: input.mode } : {}) }
  const design = await withNodes(empty, gridId, input.nodeIds ?? [])
  return storeNetwork(actor, { gridId, identityId, design, message: 'made' })
}

/** The id of the grid asked for, or of the default one. */
export async function requireGrid(gridId: string | undefined): Promise<string> {
  if (gridId === undefined) return (await defaultGrid()).id
  const grid = await db().grid.findUnique({ where: { id: gridId }, select: { id: true } })
  if (grid) return grid.id
  throw new DomainError('NOT_FOUND', 'There is no such grid. Choose one from Settings.', { gridId })
}

/** The identity named, else the first the actor may sign with; null when there is none. */
export async function chosenIdentity(actor: Actor, identityId?: string): Promise<string | null> {
  const identities = await listIdentities(actor)
  if (identityId === undefined)
    return identities.find(({ isMine, shared }) => isMine || shared)?.id ?? null
  if (identities.some(({ id }) => id === identityId)) return identityId
  throw new DomainError('NO_IDENTITY', 'There is no such identity. Choose one from Identities.', {
    identityId,
  })
}

async function withNodes(
  design: NetworkDesign,
  gridId: string,
  nodeIds: readonly string[],
): Promise<NetworkDesign> {
  const facts = await freeFacts(gridId, nodeIds, null)
  return nodeIds.reduce((current, nodeId) => {
    const fact = facts.get(nodeId)
    if (!fact) decodeKeyId(nodeId)
    if (!fact)
      throw new DomainError(
        'UNKNOWN_NODE',
        `The grid has no node ${nodeId}. Copy the id from the list of nodes.`,
        { nodeId },
      )
    const { takenPorts } = fact
    const seed = randomInt(SEEDS)
    return applyCommand(current, { type: 'add-resource', nodeId, takenPorts, seed })
  }, design)
}

interface NewNetwork {
  gridId: string
  identityId: string | null
  design: NetworkDesign
  /** keys that exist already, as in an imported file */
  keys?: readonly NewKey[]
  /** past participle for the event */
  message: 'made' | 'imported'
}

/** Writes a new network with all its keys. */
export async function storeNetwork(actor: Actor, network: NewNetwork): Promise<NetworkView> {
  const { gridId, identityId, design, keys = [] } = network
  const id = randomUUID()
  const known = new Map(keys.map((key) => [key.holder, key]))
  const made = await missingKeys(id, design, known)
  await db().$transaction(async (tx) => {
    await requireFreeName(tx, { gridId, identityId, name: design.name })
    await tx.network.create({
      data: {
        id,
        gridId,
        identityId,
        name: design.name,
        design: JSON.stringify(design),
        createdById: actor.userId,
      },
    })
    await writeKeys(tx, id, [...keys, ...made])
    await recordEvent(tx, {
      kind: 'network',
      subjectId: id,
      networkId: id,
      gridId,
      toState: 'draft',
      message: `Network ${design.name} was ${network.message}.`,
      ...by(actor),
    })
  })
  await refreshNetworkFiles(id, actor.userId)
  notify('events')
  return toNetworkView(await loadNetwork(id))
}
