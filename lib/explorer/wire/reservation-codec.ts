import { goBool, goInteger, goRaw, goString, type CodecValue } from '@/lib/explorer/go-decode/codec'
import { goBytes } from '@/lib/explorer/go-decode/go-bytes'
import { goTime } from '@/lib/explorer/go-decode/go-time'
import { goStruct } from '@/lib/explorer/go-decode/struct'

const text = goString()

/** Body of POST /reservations/{node_id}; `data` is the text as received. */
export const reservationCodec = goStruct('provision', 'Reservation', {
  id: text,
  node_id: text,
  user_id: text,
  type: goString('provision.ReservationType'),
  data: goRaw,
  created: goTime,
  duration: goInteger(64, true, 'time.Duration'),
  signature: goBytes,
  to_delete: goBool,
})
export type ReservationBody = CodecValue<typeof reservationCodec>

/** Body of PUT /reservations/{id}; `data` is the text as received. */
export const resultCodec = goStruct('provision', 'Result', {
  type: goString('provision.ReservationType'),
  id: text,
  created: goTime,
  state: goString('provision.ResultState'),
  error: text,
  data: goRaw,
  signature: goBytes,
})
export type ResultBody = CodecValue<typeof resultCodec>
