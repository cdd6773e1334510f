import { toBase64 } from '@/lib/crypto/encoding'
import { isDomainError } from '@/lib/errors/domain-error'
import { parseReservation, verifyResult, type GridResult } from '@/lib/protocol/reservation'
import type { ReservationState } from '@/lib/protocol/states'
import { parseTimestamp } from '@/lib/protocol/timestamp'
import type { Reservation } from '@/lib/protocol/types'
import { stateByResult } from '@/lib/server/operations/step-machine'
import type { GridReservation } from '@/lib/server/grid/driver'
import { cleanText } from '@/lib/server/outgoing/clean-text'
import { isExpiring } from './expiry-rule'

/** What we know of a reservation before looking. Instants are milliseconds. */
export interface KnownReservation {
  state: ReservationState
  nodeId: string
  type: string
  /** the exact body we signed */
  body: string
  createdAt: number
  endsAt: number
  gridNumber: string | null
  /** whether our own request to delete it is done or on its way */
  isDeleting: boolean
}

/** What looking tells: parts that are absent stay as they are. */
export interface Judgement {
  state: ReservationState
  error: string | null
  gridNumber?: string
  result?: { state: string; message: string; data: string }
}

/** What a look found: ours (under whichever number), or nothing of ours anywhere on its node. */
export interface Sighting {
  seen: GridReservation | null
  /** of explorers that do not say `deleted`: whether the removal is still to be done; null: not asked */
  isRemovalPending: boolean | null
}

const LOST =
  'The explorer no longer has it, neither under its number nor anywhere on its node. Nothing was sent.'
const DELETED_BY_OTHERS = 'The node removed it although nobody here asked for that.'
const NEVER_STARTED =
  'The node dropped it without an answer: to its clock it had already ended. Compare the clocks.'
const ASKED_BY_OTHERS = 'Somebody else asked the explorer to delete it.'
const ALTERED = 'Its start or duration on the explorer is not what we signed up for.'
const FORGED = 'Its result on the explorer was not signed by the node, so it is not believed.'

/** Decides a reservation's state from what the explorer shows. Only what is proven by the node's key counts. */
export function judgeReservation(
  known: KnownReservation,
  { seen, isRemovalPending }: Sighting,
  now: number,
): Judgement {
  if (now >= known.endsAt)
    return { state: known.state === 'deleting' ? 'deleted' : 'expired', error: null }
  if (!seen) return { state: 'lost', error: LOST }
  const gridNumber = seen.number
  const verdict = known.isDeleting
    ? judgeDeleting(seen, isRemovalPending)
    : judgeLiving(known, seen, now)
  return { ...verdict, gridNumber }
}

function judgeDeleting(seen: GridReservation, isRemovalPending: boolean | null): Judgement {
  const isGone =
    seen.deleted === true ||
    (seen.deleted === null && seen.reservation.toDelete && isRemovalPending === false)
  return { state: isGone ? 'deleted' : 'deleting', error: null }
}

function judgeLiving(known: KnownReservation, seen: GridReservation, now: number): Judgement {
  if (seen.deleted)
    return seen.result
      ? { state: 'deleted', error: DELETED_BY_OTHERS }
      : { state: 'failed', error: NEVER_STARTED }
  if (seen.reservation.toDelete) return { state: 'drifted', error: ASKED_BY_OTHERS }
  if (!isSameTime(parseReservation(known.body), seen.reservation))
    return { state: 'drifted', error: ALTERED }
  if (!seen.result) return { state: stateByResult(null), error: null }
  return judgeResult(known, seen.result, now)
}

function isSameTime(ours: Reservation, theirs: Reservation): boolean {
  const [a, b] = [parseTimestamp(ours.created), parseTimestamp(theirs.created)]
  return a.seconds === b.seconds && a.nanos === b.nanos && ours.duration === theirs.duration
}

function judgeResult(known: KnownReservation, result: GridResult, now: number): Judgement {
  if (!isSignedBy(known.nodeId, result) || !['ok', 'error'].includes(result.state))
    return { state: 'drifted', error: FORGED }
  const message = cleanText(result.error)
  const kept = { state: result.state, message, data: result.data }
  if (result.state === 'error')
    return { state: 'failed', error: message || 'The node failed without a reason.', result: kept }
  const state = isExpiring(known.createdAt, known.endsAt, now) ? 'expiring' : 'deployed'
  return { state, error: null, result: kept }
}

function isSignedBy(nodeId: string, result: GridResult): boolean {
  try {
    return verifyResult(result, nodeId)
  } catch (error) {
    if (isDomainError(error)) return false
    throw error
  }
}

/** Signature of a reservation as it stands in its body. */
export function signatureText(reservation: Reservation): string {
  return toBase64(reservation.signature)
}
