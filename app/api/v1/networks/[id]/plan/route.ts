import { planQuerySchema } from '@/lib/schemas/requests'
import { route } from '@/lib/server/http/route'
import { planNetwork } from '@/lib/server/networks/plan-network'

/** GET /api/v1/networks/{id}/plan: what applying would change. */
export const GET = route(
  'GET /api/v1/networks/[id]/plan',
  { query: planQuerySchema },
  ({ actor, params, query }) => planNetwork(actor, params.id, query),
)
