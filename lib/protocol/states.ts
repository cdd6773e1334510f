/** States of a reservation of ours, and what the pages make of each: one table. */
export const RESERVATION_STATES = [
  'planned',
  'signed',
  'submitting',
  'submitted',
  'deployed',
  'failed',
  'expiring',
  'expired',
  'deleting',
  'deleted',
  'lost',
  'drifted',
] as const
export type ReservationState = (typeof RESERVATION_STATES)[number]

/** The tones a status can be shown in: each has a glyph, a word and a colour role. */
export type StatusTone = 'staged' | 'pending' | 'running' | 'warning' | 'failed' | 'ended'

/** What each state is on the pages. */
export const STATE_TONE = {
  planned: 'staged',
  signed: 'staged',
  submitting: 'pending',
  submitted: 'pending',
  deleting: 'pending',
  deployed: 'running',
  expiring: 'warning',
  drifted: 'warning',
  failed: 'failed',
  lost: 'failed',
  expired: 'ended',
  deleted: 'ended',
} as const satisfies Record<ReservationState, StatusTone>

/** Whether a reservation in `state` may still hold something on its node. */
export function isLiveState(state: ReservationState): boolean {
  return !['failed', 'lost', 'expired', 'deleted'].includes(state)
}
