import { nodesCsv } from '@/lib/nodes/nodes-csv'
import { nodesCsvQuerySchema } from '@/lib/schemas/nodes'
import { download } from '@/lib/server/http/download'
import { route } from '@/lib/server/http/route'
import { findTable } from '@/lib/server/nodes/browse'

/** GET /api/v1/nodes.csv: the page's filtered list as a table. */
export const GET = route(
  'GET /api/v1/nodes.csv',
  { query: nodesCsvQuerySchema },
  async ({ actor, query }) => {
    const text = nodesCsv(await findTable(actor, query))
    return download({ fileName: 'nodes.csv', text }, 'text/csv; charset=utf-8; header=present')
  },
)
