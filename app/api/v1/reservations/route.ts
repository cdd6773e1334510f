import { z } from 'zod'
import { RESERVATION_STATES } from '@/lib/protocol/states'
import { WORKLOAD_TYPES } from '@/lib/protocol/types'
import { route } from '@/lib/server/http/route'
import { listReservations } from '@/lib/server/reservations/reservations'

const querySchema = z.strictObject({
  state: z.enum(RESERVATION_STATES).optional(),
  networkId: z.string().max(40).optional(),
  nodeId: z.string().max(64).optional(),
  type: z.enum(WORKLOAD_TYPES).optional(),
})

/** GET /api/v1/reservations: newest first. */
export const GET = route('GET /api/v1/reservations', { query: querySchema }, ({ actor, query }) =>
  listReservations(actor, query),
)
