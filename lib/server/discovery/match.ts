import { toBase64 } from '@/lib/crypto/encoding'
import { isDomainError } from '@/lib/errors/domain-error'
import {
  encodeReservation,
  parseReservation,
  reservationEnd,
  verifyReservation,
  verifyResult,
  type GridResult,
} from '@/lib/protocol/reservation'
import { timestampMs, parseTimestamp } from '@/lib/protocol/timestamp'
import type { Reservation } from '@/lib/protocol/types'
import { workloadLabel } from '@/lib/protocol/workload-facts'
import type { GridReservation, ListedReservation } from '@/lib/server/grid/driver'
import { cleanText } from '@/lib/server/outgoing/clean-text'

/** Public id → identity's row id. */
export type OwnIdentities = ReadonlyMap<string, string>

/** A reservation that one of our identities really signed. */
export interface Hit {
  number: string
  identityId: string
  nodeId: string
  type: string
  workloadName: string
  /** as encodeReservation writes it, without id */
  body: string
  signature: string
  isDeleting: boolean
  createdAt: Date
  endsAt: Date
}

/** What its node answered, as far as it is proven. */
export interface FoundResult {
  /** `unproven`: not signed by the node */
  state: 'ok' | 'error' | 'unproven'
  message: string
  /** JSON text */
  data: string
}

/** A whole mesh of hundreds of nodes fits; what is larger is nobody's honest reservation. */
const MAX_BODY_CHARS = 2_000_000
const MAX_RESULT_CHARS = 64_000
const MAX_TYPE_CHARS = 40
const LAST_INSTANT = Date.UTC(9999, 11, 31)

/** The entry as ours, when an identity of ours signed exactly this; null for everybody else's and for what cannot be read. */
export function matchOurs(entry: ListedReservation, ours: OwnIdentities): Hit | null {
  const { reservation, number, signature } = entry
  const identityId = reservation && ours.get(reservation.userId)
  if (!identityId || number === '' || entry.raw.length > MAX_BODY_CHARS) return null
  const read = canonical(reservation)
  if (!read || toBase64(read.reservation.signature) !== signature) return null
  const { nodeId, type, data } = read.reservation
  return {
    number,
    identityId,
    nodeId,
    type: cleanText(type, MAX_TYPE_CHARS),
    workloadName: workloadLabel(type, data),
    body: read.body,
    signature,
    isDeleting: reservation.toDelete,
    createdAt: createdOf(reservation),
    endsAt: instant(reservationEnd(reservation)),
  }
}

/** The body that is kept, when its signature holds over exactly that. */
function canonical(seen: Reservation): { body: string; reservation: Reservation } | null {
  try {
    const body = encodeReservation({ ...seen, id: '', toDelete: false })
    const reservation = parseReservation(body)
    return verifyReservation(reservation) ? { body, reservation } : null
  } catch (error) {
    if (isDomainError(error)) return null
    throw error
  }
}

/** When the reservation was made, by its own words. */
export function createdOf(reservation: Pick<Reservation, 'created'>): Date {
  return instant(timestampMs(parseTimestamp(reservation.created)))
}

function instant(ms: number): Date {
  return new Date(Math.min(Math.max(ms, 0), LAST_INSTANT))
}

/** The node's answer; only what the node signed counts as an answer. */
export function resultOf(
  { nodeId }: Pick<Hit, 'nodeId'>,
  seen: GridReservation,
): FoundResult | null {
  const { result } = seen
  if (!result) return null
  if (!isNodes(nodeId, result)) return { state: 'unproven', message: '', data: 'null' }
  const data = result.data.length <= MAX_RESULT_CHARS ? result.data : 'null'
  const state = result.state === 'ok' ? 'ok' : 'error'
  return { state, message: cleanText(result.error), data }
}

function isNodes(nodeId: string, result: GridResult): boolean {
  try {
    return verifyResult(result, nodeId) && ['ok', 'error'].includes(result.state)
  } catch (error) {
    if (isDomainError(error)) return false
    throw error
  }
}
