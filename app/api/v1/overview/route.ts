import { route } from '@/lib/server/http/route'
import { loadOverview } from '@/lib/server/overview/overview'

export const GET = route('GET /api/v1/overview', {}, ({ actor }) => loadOverview(actor))
