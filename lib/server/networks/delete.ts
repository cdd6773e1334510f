import { DomainError } from '@/lib/errors/domain-error'
import type { OperationView } from '@/lib/schemas/views'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db, type Transaction } from '@/lib/server/db/client'
import type { Reservation } from '@/lib/server/db/generated/client'
import { notify } from '@/lib/server/events/bus'
import { by, recordEvent, recordEvents } from '@/lib/server/events/record-event'
import { signingIdentity } from '@/lib/server/identities/identities'
import { writeDeleteAll } from '@/lib/server/operations/delete-all'
import { getOperation } from '@/lib/server/operations/operations'
import { isDeletable } from './live'
import { loadNetwork, type NetworkRow } from './row'

/**
 * Deletes a network: every workload on it, then every reservation of it, older ones too, as one operation. One without
 * any left on the grid is gone at once, which `null` says. What was never sent of a running apply is cancelled.
 *
 * @throws DomainError `INVALID_BODY` when `confirm` is not the network's name
 */
export async function deleteNetwork(
  actor: Actor,
  id: string,
  { confirm }: { confirm: string },
): Promise<OperationView | null> {
  requireRole(actor, 'operator')
  const row = await loadNetwork(id)
  if (confirm !== row.name)
    throw new DomainError(
      'INVALID_BODY',
      `To delete the network, confirm with its name: ${row.name}. Nothing was deleted.`,
    )
  return deleteOf(actor, row, null, `Deleting the network ${row.name}.`)
}

/**
 * Deletes what a network has on one node: its workloads, then the newest reservation there and every older one, because a
 * node takes the whole network away with any of them.
 */
export async function deleteOnNode(
  actor: Actor,
  networkId: string,
  nodeId: string,
): Promise<OperationView | null> {
  const row = await loadNetwork(networkId)
  const message = `Deleting every reservation of ${row.name} on one node.`
  return deleteOf(actor, row, nodeId, message)
}

interface DeleteInput {
  actor: Actor
  row: NetworkRow
  /** null: the whole network */
  nodeId: string | null
  message: string
  now: number
}

async function deleteOf(
  actor: Actor,
  row: NetworkRow,
  nodeId: string | null,
  message: string,
): Promise<OperationView | null> {
  const input = { actor, row, nodeId, message, now: Date.now() }
  const present = (await reservationsOf(db(), input)).filter(isDeletable)
  for (const identityId of new Set(present.map((reservation) => reservation.identityId)))
    await signingIdentity(actor, identityId)
  const operationId = await db().$transaction((tx) => writeDelete(tx, input))
  notify('steps')
  notify('events')
  return operationId === null ? null : getOperation(actor, operationId)
}

/** Everything of the network on that node: its own reservations and the workloads on it. */
function reservationsOf(
  tx: Pick<Transaction, 'reservation'>,
  { row, nodeId }: DeleteInput,
): Promise<Reservation[]> {
  return tx.reservation.findMany({
    where: { networkId: row.id, ...(nodeId !== null && { nodeId }) },
  })
}

/** Writes the delete operation; when nothing is left to delete, a whole network goes at once. */
async function writeDelete(tx: Transaction, input: DeleteInput): Promise<string | null> {
  const { actor, row, nodeId, message, now } = input
  const operationId = await writeDeleteAll(tx, await reservationsOf(tx, input), {
    networkId: row.id,
    gridId: row.gridId,
    actor,
    now: new Date(now),
    message,
  })
  if (operationId === null && nodeId === null) await removeRow(tx, actor, row)
  return operationId
}

async function removeRow(tx: Transaction, actor: Actor, row: NetworkRow): Promise<void> {
  const clusters = await tx.cluster.findMany({ where: { networkId: row.id } })
  await tx.network.delete({ where: { id: row.id } })
  await recordEvents(
    tx,
    clusters.map(({ id, name }) => ({
      kind: 'cluster' as const,
      subjectId: id,
      gridId: row.gridId,
      toState: 'deleted',
      message: `Cluster ${name} went with the network ${row.name}.`,
      ...by(actor),
    })),
  )
  await recordEvent(tx, {
    kind: 'network',
    subjectId: row.id,
    gridId: row.gridId,
    fromState: 'draft',
    toState: 'deleted',
    message: `Network ${row.name} was deleted.`,
    ...by(actor),
  })
}
