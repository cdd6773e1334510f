import { auditCsvQuerySchema } from '@/lib/schemas/team'
import { auditCsv } from '@/lib/server/events/audit'
import { download } from '@/lib/server/http/download'
import { route } from '@/lib/server/http/route'

export const GET = route(
  'GET /api/v1/audit/csv',
  { query: auditCsvQuerySchema },
  async ({ actor, query }) =>
    download(
      { fileName: 'audit.csv', text: await auditCsv(actor, query) },
      'text/csv; charset=utf-8',
    ),
)
