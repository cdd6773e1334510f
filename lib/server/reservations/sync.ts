import type { Transaction } from '@/lib/server/db/client'
import type { PrismaClient, Reservation } from '@/lib/server/db/generated/client'
import type { ReservationState } from '@/lib/protocol/states'
import { notify } from '@/lib/server/events/bus'
import { recordEvent } from '@/lib/server/events/record-event'
import type { GridDriver, GridReservation } from '@/lib/server/grid/driver'
import { readOurs } from '@/lib/server/operations/attempt-step'
import { settleByReservations } from '@/lib/server/operations/settle'
import { judgeReservation, type Judgement, type KnownReservation } from './judge'

/** Reservations the explorer is asked about: posted ones that may still change. */
export const WATCHED_STATES: ReservationState[] = [
  'submitted',
  'deployed',
  'expiring',
  'drifted',
  'deleting',
  'lost',
]

/** Whether a removal is still to be done, asked once per node for all its reservations. */
export type RemovalQuestion = (nodeId: string) => Promise<ReadonlySet<string>>

const SENTENCES: Partial<Record<ReservationState, string>> = {
  submitted: 'On the explorer, waiting for the node.',
  deployed: 'The node runs it.',
  expiring: 'It ends soon.',
  expired: 'Its end instant has passed.',
  deleted: 'The node has removed it.',
}

function toKnown(row: Reservation, isDeleting: boolean): KnownReservation {
  return {
    state: row.state as ReservationState,
    nodeId: row.nodeId,
    type: row.type,
    body: row.body,
    createdAt: row.createdAt.getTime(),
    endsAt: row.endsAt.getTime(),
    gridNumber: row.gridNumber,
    isDeleting,
  }
}

/** Looks at one reservation on its explorer and writes what changed. True when something did. */
export async function syncReservation(
  db: PrismaClient,
  row: Reservation,
  driver: GridDriver,
  removals: RemovalQuestion,
  now: () => number,
  signal?: AbortSignal,
): Promise<boolean> {
  const seen = await readOurs(row, driver, signal)
  const asks = row.state === 'deleting' && seen?.deleted === null && seen.reservation.toDelete
  const pending = asks ? await removals(row.nodeId) : null
  const isRemovalPending = pending === null || !seen ? null : pending.has(seen.number)
  const isDeleting = row.state === 'deleting' || (await isOurDeletion(db, row, seen))
  const judgement = judgeReservation(toKnown(row, isDeleting), { seen, isRemovalPending }, now())
  return writeJudgement(db, row, judgement, now())
}

/** Our own DELETE can show on the explorer before its step is written down as answered. */
async function isOurDeletion(
  db: PrismaClient,
  row: Reservation,
  seen: GridReservation | null,
): Promise<boolean> {
  if (!seen?.deleted && !seen?.reservation.toDelete) return false
  const open = await db.step.count({
    where: { reservationId: row.id, kind: 'delete', state: { in: ['running', 'unknown', 'done'] } },
  })
  return open > 0
}

/** Whether a judgement says anything the row does not. */
function isNews(row: Reservation, { state, error, gridNumber, result }: Judgement): boolean {
  return (
    row.state !== state ||
    row.error !== error ||
    (gridNumber !== undefined && row.gridNumber !== gridNumber) ||
    (result !== undefined && (row.resultState !== result.state || row.resultData !== result.data))
  )
}

/** Writes a judgement, unless the row has moved on since it was read. True when something changed. */
export async function writeJudgement(
  db: PrismaClient,
  row: Reservation,
  judgement: Judgement,
  now: number,
): Promise<boolean> {
  if (!isNews(row, judgement)) return false
  const changed = await db.$transaction((tx) => applyJudgement(tx, row, judgement, now))
  if (changed) notify('events')
  // What waited for this answer may leave now.
  if (changed) notify('steps')
  return changed
}

async function applyJudgement(
  tx: Transaction,
  row: Reservation,
  judgement: Judgement,
  now: number,
): Promise<boolean> {
  const { state, error, gridNumber, result } = judgement
  const { count } = await tx.reservation.updateMany({
    // A deletion may have begun since the row was read; then this look is too old to count.
    where: { id: row.id, state: row.state, gridNumber: row.gridNumber },
    data: {
      state,
      error,
      syncedAt: new Date(now),
      ...(gridNumber === undefined ? {} : { gridNumber }),
      ...(result && {
        resultState: result.state,
        resultMessage: result.message,
        resultData: result.data,
      }),
    },
  })
  if (count === 0) return false
  await recordEvent(tx, {
    kind: 'reservation',
    subjectId: row.id,
    networkId: row.networkId,
    clusterId: row.clusterId,
    gridId: row.gridId,
    fromState: row.state,
    toState: state,
    message: error ?? sentenceOf(row, judgement),
  })
  await settleByReservations(tx, [row.id], now)
  return true
}

function sentenceOf(row: Reservation, { state, gridNumber }: Judgement): string {
  if (row.state === state && gridNumber !== undefined && gridNumber !== row.gridNumber)
    return `The explorer has it under another number now: ${gridNumber}-1.`
  return SENTENCES[state] ?? `It is ${state} now.`
}
