import { planQuerySchema } from '@/lib/schemas/requests'
import { route } from '@/lib/server/http/route'
import { planOutline } from '@/lib/server/networks/plan-network'

/** GET /api/v1/networks/{id}/plan/outline: which nodes and devices applying would change. */
export const GET = route(
  'GET /api/v1/networks/[id]/plan/outline',
  { query: planQuerySchema },
  ({ actor, params, query }) => planOutline(actor, params.id, query),
)
