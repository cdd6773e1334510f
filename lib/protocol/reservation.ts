import { fromBase64, toBase64, utf8 } from '@/lib/crypto/encoding'
import { signBytes, verifyBytes, type Identity } from '@/lib/crypto/identity'
import { DomainError } from '@/lib/errors/domain-error'
import { compactJson, encodeGoJson } from './go-json'
import {
  foldMembers,
  readBoolean,
  readBytes,
  readInt64,
  readString,
  type FoldedMembers,
} from './go-members'
import { decodeString, scanMembers } from './json-scanner'
import { normalizeTimestamp, parseTimestamp, timestampMs, ZERO_TIME } from './timestamp'
import type { Reservation } from './types'

export {
  encodeResult,
  parseResult,
  resultSigningBytes,
  signResult,
  verifyResult,
  type GridResult,
} from './result'

const STRUCT = 'Reservation'
const NANOS_PER_MS = 1_000_000n

/** What the user signs: node, user, type and data, nothing between. Not covered: id, created, duration, to_delete. */
export function signingBytes(reservation: Reservation): Uint8Array {
  const { nodeId, userId, type, data } = reservation
  return utf8(nodeId + userId + type + data)
}

/** The reservation with `data` as it will travel, and the user's signature over exactly that. */
export function signReservation(reservation: Reservation, identity: Identity): Reservation {
  const data = reservation.data === '' ? '' : compactJson(reservation.data)
  const sent = { ...reservation, data }
  return { ...sent, signature: signBytes(identity, signingBytes(sent)) }
}

/**
 * Whether the user signed this node, type and data, as received.
 *
 * @throws DomainError `INVALID_NODE_ID` when the user id is no key
 */
export function verifyReservation(reservation: Reservation): boolean {
  return verifyBytes(reservation.userId, signingBytes(reservation), reservation.signature)
}

/** The exact body: fixed key order, compact, Go's escapes, one line feed at the end. Empty data and signature are left out. */
export function encodeReservation(reservation: Reservation): string {
  const { id, nodeId, userId, type, data, created, duration, signature, toDelete } = reservation
  const members = [
    ['id', encodeGoJson(id)],
    ['node_id', encodeGoJson(nodeId)],
    ['user_id', encodeGoJson(userId)],
    ['type', encodeGoJson(type)],
    ...(data === '' ? [] : [['data', compactJson(data)]]),
    ['created', encodeGoJson(created)],
    ['duration', duration.toString()],
    ...(signature.length === 0 ? [] : [['signature', encodeGoJson(toBase64(signature))]]),
    ['to_delete', String(toDelete)],
  ]
  return `{${members.map(([key, value]) => `"${key}":${value}`).join(',')}}\n`
}

/**
 * Reads a reservation as Go's decoder does: keys without regard to case, one value (what follows is ignored), `data` kept as the
 * text received, no digit of the duration lost.
 *
 * @throws DomainError `INVALID_BODY`, `INVALID_RESERVATION`; `details.original` is the original explorer's sentence
 */
export function parseReservation(text: string): Reservation {
  const members = scanMembers(text)
  if (!members)
    throw new DomainError('INVALID_RESERVATION', 'A reservation is a JSON object. Send one.', {
      original: 'json: cannot unmarshal value into Go value of type provision.Reservation',
    })
  const raw = foldMembers(members)
  return {
    id: readString(raw, 'id', STRUCT),
    nodeId: readString(raw, 'node_id', STRUCT),
    userId: readString(raw, 'user_id', STRUCT),
    type: readString(raw, 'type', STRUCT, 'provision.ReservationType'),
    data: raw.get('data') ?? '',
    created: readCreated(raw),
    duration: readInt64(raw, 'duration', STRUCT, 'time.Duration'),
    signature: readBytes(raw, 'signature', STRUCT, fromBase64),
    toDelete: readBoolean(raw, 'to_delete', STRUCT),
  }
}

/** The instant a reservation ends, unix milliseconds. */
export function reservationEnd(reservation: Pick<Reservation, 'created' | 'duration'>): number {
  return (
    timestampMs(parseTimestamp(reservation.created)) + Number(reservation.duration / NANOS_PER_MS)
  )
}

function readCreated(raw: FoldedMembers): string {
  const value = raw.get('created')
  if (value === undefined || value === 'null') return ZERO_TIME
  if (!value.startsWith('"'))
    throw new DomainError(
      'INVALID_RESERVATION',
      'The field created must be an instant as text, such as 2020-02-10T12:13:46Z.',
      {
        original: `parsing time "${value}" as "\\"2006-01-02T15:04:05Z07:00\\"": cannot parse "${value}" as "\\""`,
      },
    )
  return normalizeTimestamp(decodeString(value))
}
