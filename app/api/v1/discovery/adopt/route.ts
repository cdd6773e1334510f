import { adoptSchema } from '@/lib/schemas/discovery'
import { adoptReservations } from '@/lib/server/discovery/adopt'
import { route } from '@/lib/server/http/route'

/** POST /api/v1/discovery/adopt: from then on they are followed and can be deleted like our own. */
export const POST = route(
  'POST /api/v1/discovery/adopt',
  { body: adoptSchema },
  ({ actor, body }) => adoptReservations(actor, body),
)
