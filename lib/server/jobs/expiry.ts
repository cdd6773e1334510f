import type { PrismaClient, Reservation } from '@/lib/server/db/generated/client'
import type { ReservationState } from '@/lib/protocol/states'
import { stateByTime } from '@/lib/server/reservations/expiry-rule'
import { writeJudgement } from '@/lib/server/reservations/sync'
import { sleep } from './timing'

/** Between two looks at the clock. */
export const EXPIRY_INTERVAL_MS = 5_000

function timed(row: Reservation): { createdAt: number; endsAt: number } {
  return { createdAt: row.createdAt.getTime(), endsAt: row.endsAt.getTime() }
}

/** Moves reservations whose time is nearly or fully over. Answers how many moved. */
export async function expireReservations(db: PrismaClient, now: number): Promise<number> {
  const DAY_MS = 86_400_000
  const rows = await db.reservation.findMany({
    where: {
      state: { in: ['submitted', 'deployed', 'expiring', 'drifted', 'lost', 'deleting'] },
      endsAt: { lt: new Date(now + DAY_MS) },
    },
  })
  let moved = 0
  for (const row of rows) {
    const state = stateByTime(row.state as ReservationState, timed(row), now)
    if (state && (await writeJudgement(db, row, { state, error: null }, now))) moved += 1
  }
  return moved
}

/** Watches the clock until `signal` is aborted. */
export async function runExpiry(
  db: PrismaClient,
  signal: AbortSignal,
  onError: (where: string, error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    await expireReservations(db, Date.now()).catch((error: unknown) => onError('expiry', error))
    await sleep(EXPIRY_INTERVAL_MS, signal)
  }
}
