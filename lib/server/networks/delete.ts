import { DomainError } from '@/lib/errors/domain-error'
import type { OperationView } from '@/lib/schemas/views'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db, type Transaction } from '@/lib/server/db/client'
import { notify } from '@/lib/server/events/bus'
import { recordEvent, recordEvents } from '@/lib/server/events/record-event'
import { signingIdentity } from '@/lib/server/identities/identities'
import { getOperation } from '@/lib/server/operations/operations'
import { settleOperations } from '@/lib/server/operations/settle'
import { undecidedSteps, writeOperation } from '@/lib/server/operations/write-operation'
import { isDeletable } from './live'
import { loadNetwork, type NetworkRow } from './row'

/**
 * Deletes a network: every reservation of it, older ones too, as one operation. One without any left on the grid is gone
 * at once, which `null` says. What was never sent of a running apply is cancelled.
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
 * Deletes what a network has on one node: the newest reservation there and every older one, because a node takes the
 * whole network away with any of them.
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

/** Whether a reservation is on that node; null: the whole network. */
function isChosen(reservation: { nodeId: string }, nodeId: string | null): boolean {
  return nodeId === null || reservation.nodeId === nodeId
}

async function deleteOf(
  actor: Actor,
  row: NetworkRow,
  nodeId: string | null,
  message: string,
): Promise<OperationView | null> {
  const mine = row.reservations.filter((r) => isChosen(r, nodeId) && isDeletable(r))
  for (const identityId of new Set(mine.map((reservation) => reservation.identityId)))
    await signingIdentity(actor, identityId)
  const now = Date.now()
  const operationId = await db().$transaction(async (tx) => {
    const running = await undecidedSteps(tx, row.id)
    const deleting = running.filter(
      (step) => step.kind === 'delete' && mine.some((r) => r.id === step.reservationId),
    )
    if (deleting[0] && deleting.length === mine.length) return deleting[0].operationId
    await cancelWaitingPosts(tx, row, nodeId, now)
    return writeDelete(tx, { actor, row, nodeId, message, now })
  })
  notify('steps')
  notify('events')
  return operationId === null ? null : getOperation(actor, operationId)
}

/** Posts of which nothing has left are simply not sent. */
async function cancelWaitingPosts(
  tx: Transaction,
  row: NetworkRow,
  nodeId: string | null,
  now: number,
): Promise<void> {
  const ids = row.reservations.filter((r) => isChosen(r, nodeId)).map(({ id }) => id)
  const error = 'Cancelled before it was sent: it is being deleted.'
  const steps = await tx.step.updateManyAndReturn({
    where: { kind: 'post', state: 'waiting', reservationId: { in: ids } },
    data: { state: 'failed', error },
    select: { reservationId: true, operationId: true },
  })
  if (steps.length === 0) return
  await tx.reservation.updateMany({
    where: { id: { in: steps.map((step) => step.reservationId) } },
    data: { state: 'deleted', error },
  })
  await recordEvents(
    tx,
    steps.map(({ reservationId }) => ({
      kind: 'reservation' as const,
      subjectId: reservationId,
      networkId: row.id,
      gridId: row.gridId,
      fromState: 'signed',
      toState: 'deleted',
      message: error,
    })),
  )
  await settleOperations(
    tx,
    steps.map(({ operationId }) => operationId),
    now,
  )
}

interface DeleteInput {
  actor: Actor
  row: NetworkRow
  nodeId: string | null
  message: string
  now: number
}

/** Writes the delete operation; when nothing is left to delete, a whole network goes at once. */
async function writeDelete(tx: Transaction, input: DeleteInput): Promise<string | null> {
  const { actor, row, nodeId, message, now } = input
  const fresh = await tx.reservation.findMany({ where: { networkId: row.id } })
  const targets = fresh.filter(
    (r) => isChosen(r, nodeId) && isDeletable(r) && r.endsAt.getTime() > now,
  )
  const stillGoing = fresh.some(
    (r) => isChosen(r, nodeId) && r.state === 'deleting' && r.endsAt.getTime() > now,
  )
  if (targets.length === 0) {
    if (stillGoing) return newestDelete(tx, row.id)
    if (nodeId === null) await removeRow(tx, actor, row)
    return null
  }
  const undecided = await undecidedSteps(tx, row.id)
  return writeOperation(tx, {
    kind: 'delete',
    networkId: row.id,
    gridId: row.gridId,
    planHash: null,
    endsAt: null,
    actorId: actor.userId,
    now: new Date(now),
    posts: [],
    deletes: targets
      .filter(({ id }) => !undecided.some((s) => s.kind === 'delete' && s.reservationId === id))
      .map(({ id }) => ({
        reservationId: id,
        waitsFor: undecided
          .filter((step) => step.kind === 'post' && step.reservationId === id)
          .map((step) => step.id),
      })),
    message,
  })
}

async function newestDelete(tx: Transaction, networkId: string): Promise<string | null> {
  const operation = await tx.operation.findFirst({
    where: { networkId, steps: { some: { kind: 'delete' } } },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
  })
  return operation?.id ?? null
}

async function removeRow(tx: Transaction, actor: Actor, row: NetworkRow): Promise<void> {
  await tx.network.delete({ where: { id: row.id } })
  await recordEvent(tx, {
    kind: 'network',
    subjectId: row.id,
    gridId: row.gridId,
    fromState: 'draft',
    toState: 'deleted',
    message: `Network ${row.name} was deleted.`,
    actorId: actor.userId,
  })
}
