import { auditQuerySchema } from '@/lib/schemas/team'
import { auditPage } from '@/lib/server/events/audit'
import { route } from '@/lib/server/http/route'

export const GET = route('GET /api/v1/audit', { query: auditQuerySchema }, ({ actor, query }) =>
  auditPage(actor, query),
)
