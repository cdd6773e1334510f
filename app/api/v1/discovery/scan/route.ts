import { cancelScanQuerySchema, scanRequestSchema } from '@/lib/schemas/discovery'
import { getDiscovery } from '@/lib/server/discovery/discovery'
import { cancelScan, startScan } from '@/lib/server/discovery/scans'
import { route } from '@/lib/server/http/route'

/** POST /api/v1/discovery/scan: begins; GET /api/v1/discovery tells how it goes. */
export const POST = route(
  'POST /api/v1/discovery/scan',
  { body: scanRequestSchema, status: 202 },
  async ({ actor, body }) => {
    await startScan(actor, body)
    return getDiscovery(actor)
  },
)

/** DELETE /api/v1/discovery/scan: stops; what was found until then is kept. */
export const DELETE = route(
  'DELETE /api/v1/discovery/scan',
  { query: cancelScanQuerySchema },
  async ({ actor, query }) => {
    await cancelScan(actor, query)
    return getDiscovery(actor)
  },
)
