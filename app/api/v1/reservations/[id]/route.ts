import { route } from '@/lib/server/http/route'
import { deleteReservation, getReservation } from '@/lib/server/reservations/reservations'

/** GET /api/v1/reservations/{id}: with its exact body and its time line. */
export const GET = route('GET /api/v1/reservations/[id]', {}, ({ actor, params }) =>
  getReservation(actor, params.id),
)

/** DELETE /api/v1/reservations/{id}: of a network, everything it has on that node. */
export const DELETE = route(
  'DELETE /api/v1/reservations/[id]',
  { status: 202 },
  ({ actor, params }) => deleteReservation(actor, params.id),
)
