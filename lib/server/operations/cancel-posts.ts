import type { Transaction } from '@/lib/server/db/client'
import { recordEvents } from '@/lib/server/events/record-event'
import { settleOperations } from './settle'

const CANCELLED = 'Cancelled before it was sent: it is being deleted.'

/**
 * Posts of which nothing has left are simply not sent: their reservations are deleted at once.
 * Answers the ids of those reservations.
 */
export async function cancelWaitingPosts(
  tx: Transaction,
  reservationIds: readonly string[],
  now: number,
): Promise<string[]> {
  if (reservationIds.length === 0) return []
  const steps = await tx.step.updateManyAndReturn({
    where: { kind: 'post', state: 'waiting', reservationId: { in: [...reservationIds] } },
    data: { state: 'failed', error: CANCELLED },
    select: { reservationId: true, operationId: true },
  })
  const cancelled = steps.map(({ reservationId }) => reservationId)
  if (cancelled.length === 0) return []
  const rows = await tx.reservation.updateManyAndReturn({
    where: { id: { in: cancelled } },
    data: { state: 'deleted', error: CANCELLED },
    select: { id: true, networkId: true, clusterId: true, gridId: true },
  })
  await recordEvents(
    tx,
    rows.map(({ id, ...place }) => ({
      ...place,
      kind: 'reservation' as const,
      subjectId: id,
      fromState: 'signed',
      toState: 'deleted',
      message: CANCELLED,
    })),
  )
  await settleOperations(
    tx,
    steps.map(({ operationId }) => operationId),
    now,
  )
  return cancelled
}
