import type { ReservationState } from '@/lib/protocol/states'

const DAY_MS = 86_400_000

/** Whether the end is near: less than a tenth of the life is left, and less than a day. */
export function isExpiring(createdAt: number, endsAt: number, now: number): boolean {
  return endsAt - now < expiringWindow(createdAt, endsAt)
}

/** How long before its end a reservation counts as expiring, ms. */
export function expiringWindow(createdAt: number, endsAt: number): number {
  return Math.min((endsAt - createdAt) / 10, DAY_MS)
}

/**
 * What time alone does to a reservation; null: nothing. Requests that are still to be sent are the runner's business,
 * and what failed or was lost does not come to life again.
 */
export function stateByTime(
  state: ReservationState,
  { createdAt, endsAt }: { createdAt: number; endsAt: number },
  now: number,
): ReservationState | null {
  if (now >= endsAt) {
    if (state === 'deleting') return 'deleted'
    const ends: ReservationState[] = ['submitted', 'deployed', 'expiring', 'drifted', 'lost']
    return ends.includes(state) ? 'expired' : null
  }
  return state === 'deployed' && isExpiring(createdAt, endsAt, now) ? 'expiring' : null
}
