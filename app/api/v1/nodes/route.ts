import { nodesQuerySchema } from '@/lib/schemas/nodes'
import { route } from '@/lib/server/http/route'
import { findNodes } from '@/lib/server/nodes/browse'

/** GET /api/v1/nodes: a list; how many there are without limit and offset stands in X-Total-Count. */
export const GET = route(
  'GET /api/v1/nodes',
  { query: nodesQuerySchema },
  async ({ actor, query }) => {
    const { nodes, total } = await findNodes(actor, query)
    return Response.json(nodes, { headers: { 'x-total-count': String(total) } })
  },
)
