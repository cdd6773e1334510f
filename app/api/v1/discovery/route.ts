import { discoveryQuerySchema } from '@/lib/schemas/discovery'
import { getDiscovery } from '@/lib/server/discovery/discovery'
import { route } from '@/lib/server/http/route'

/** GET /api/v1/discovery: what was made elsewhere with our identities, and how the scans go. */
export const GET = route(
  'GET /api/v1/discovery',
  { query: discoveryQuerySchema },
  ({ actor, query }) => getDiscovery(actor, { ended: query.ended === 'true' }),
)
