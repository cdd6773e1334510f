import { planQuerySchema } from '@/lib/schemas/requests'
import { planClusterOf } from '@/lib/server/clusters/plan-cluster'
import { route } from '@/lib/server/http/route'

/** GET /api/v1/clusters/{id}/plan: what applying would change, the network's part included. */
export const GET = route(
  'GET /api/v1/clusters/[id]/plan',
  { query: planQuerySchema },
  ({ actor, params, query }) => planClusterOf(actor, params.id, query),
)
