import { isDomainError } from '@/lib/errors/domain-error'
import { decodeRequest } from '@/lib/explorer/decode-request'
import type { Call, Endpoint } from '@/lib/explorer/endpoint'
import { explorerEvents } from '@/lib/explorer/events'
import { Refusal } from '@/lib/explorer/refusal'
import { replyEmpty, replyEmptyJson, replyJson } from '@/lib/explorer/reply'
import { shownJson, storedJson, toReservation } from '@/lib/explorer/reservation-json'
import { loadNode } from '@/lib/explorer/store/nodes'
import {
  addReservation,
  loadReservation,
  markReservation,
  type StoredReservation,
} from '@/lib/explorer/store/reservations'
import { reservationCodec } from '@/lib/explorer/wire/reservation-codec'
import { requireIdentity } from '@/lib/explorer/write-guard'
import { reservationEnd, verifyReservation } from '@/lib/protocol/reservation'
import type { Reservation } from '@/lib/protocol/types'

/** Names additions that a client wants to see also in compat mode, separated by commas. */
export const ADDITIONS_HEADER = 'X-Grid-Additions'

/**
 * The reservation that the URL names.
 *
 * @throws Refusal 404
 */
export async function requireReservation({ params }: Call): Promise<StoredReservation> {
  const id = params['id'] ?? ''
  const number = /^(0|[1-9][0-9]{0,9})-1$/.exec(id)?.[1]
  const stored = number === undefined ? null : await loadReservation(Number(number))
  if (stored === null) throw new Refusal(404, `reservation ${id} not found`)
  return stored
}

/** Demands that the node of the URL is registered, in the words of the reservation endpoints. */
export async function requireKnownNode(nodeId: string): Promise<void> {
  if ((await loadNode(nodeId)) !== null) return
  throw new Refusal(404, `node not found: ${nodeId}: node ${nodeId} not found`)
}

function requireSignature(reservation: Reservation): void {
  const refuse = (why: string) => new Refusal(400, `reservation signature invalid: ${why}`, 'text')
  let isValid: boolean
  try {
    isValid = verifyReservation(reservation)
  } catch (error) {
    if (!isDomainError(error)) throw error
    throw refuse('failed to extract public key from user ID: wrong key size')
  }
  if (!isValid) throw refuse('signature verification failed')
}

async function postReservation(call: Call): Promise<Response> {
  const nodeId = call.params['node_id'] ?? ''
  await requireKnownNode(nodeId)
  const reservation = toReservation(decodeRequest(call.body, reservationCodec, 'text'))
  requireSignature(reservation)
  if (reservation.nodeId !== nodeId) {
    throw new Refusal(400, 'the node_id of the reservation is not the node of the URL', 'text')
  }
  requireIdentity(call.caller, reservation.userId, 'the user of the reservation')
  const number = await addReservation({
    nodeId,
    userId: reservation.userId,
    type: reservation.type,
    raw: storedJson(reservation),
    toDelete: reservation.toDelete,
    expiresAt: BigInt(reservationEnd(reservation)),
  })
  explorerEvents.emit('reservation', { number, nodeId })
  // Without the base path, as clients of the original cut the number out of exactly this text.
  return replyEmpty(201, { location: `/reservations/${number}-1` })
}

/** `deleted` is ours: a client of the original gets the original's answer where compat mode promises that. */
function showsDeleted({ options, request }: Call): boolean {
  const wanted = request.headers.get(ADDITIONS_HEADER)?.split(',') ?? []
  return !options.compat || wanted.some((name) => name.trim() === 'deleted')
}

async function getReservation(call: Call): Promise<Response> {
  return replyJson(shownJson(await requireReservation(call), showsDeleted(call)))
}

async function deleteReservation(call: Call): Promise<Response> {
  const { number, nodeId, userId } = await requireReservation(call)
  requireIdentity(call.caller, userId, 'the user of the reservation')
  await markReservation(number, { toDelete: true })
  explorerEvents.emit('reservation', { number, nodeId })
  return replyEmptyJson()
}

async function putDeleted(call: Call): Promise<Response> {
  const { number, nodeId } = await requireReservation(call)
  requireIdentity(call.caller, nodeId, 'the node of the reservation')
  await markReservation(number, { deleted: true })
  explorerEvents.emit('reservation', { number, nodeId })
  return replyEmpty(200)
}

const ONE = '/reservations/{id}'

/** Reservations, as their users and nodes see them. */
export const RESERVATION_ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/reservations/{node_id}',
    access: 'write',
    form: 'text',
    handle: postReservation,
  },
  { method: 'GET', path: ONE, access: 'read', form: 'json', handle: getReservation },
  { method: 'DELETE', path: ONE, access: 'write', form: 'json', handle: deleteReservation },
  { method: 'PUT', path: `${ONE}/deleted`, access: 'write', form: 'json', handle: putDeleted },
]
