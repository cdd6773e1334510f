import { compactJson } from '@/lib/protocol/go-json'
import { encodeReservation } from '@/lib/protocol/reservation'
import type { Reservation } from '@/lib/protocol/types'
import type { StoredReservation } from './store/reservations'
import type { ReservationBody } from './wire/reservation-codec'

const HEAD = '{"id":"",'
const TAIL = ',"to_delete":false}\n'

/** The reservation that a body asks for; `data` is what was received, because that is what was signed. */
export function toReservation(body: ReservationBody): Reservation {
  return {
    id: '',
    nodeId: body.node_id,
    userId: body.user_id,
    type: body.type,
    data: body.data,
    created: body.created,
    duration: body.duration,
    signature: body.signature,
    toDelete: body.to_delete,
  }
}

/** What is kept of a reservation: its JSON without `id` and `to_delete`, which are the explorer's to say. */
export function storedJson(reservation: Reservation): string {
  const sent = encodeReservation({ ...reservation, id: '', toDelete: false })
  return `{${sent.slice(HEAD.length, -TAIL.length)}}`
}

/** A reservation as polls give it. */
export function listedJson({ number, raw, toDelete }: StoredReservation): string {
  return `{"id":"${number}-1",${raw.slice(1, -1)},"to_delete":${toDelete}}`
}

/** A reservation as it is read under its id: with its result and, where that is wanted, whether its node removed it. */
export function shownJson(stored: StoredReservation, withDeleted: boolean): string {
  const deleted = withDeleted ? `,"deleted":${stored.deleted}` : ''
  return `${listedJson(stored).slice(0, -1)},"result":${stored.result ?? 'null'}${deleted}}`
}

/** A raw message as Go would send it on; empty is `null`. */
export function compactData(data: string): string {
  return data === '' ? 'null' : compactJson(data)
}
