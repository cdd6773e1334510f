import { route } from '@/lib/server/http/route'
import { nodesQuerySchema } from '@/lib/schemas/requests'
import { filterNodes } from '@/lib/server/nodes/filter-nodes'
import { listNodes } from '@/lib/server/nodes/nodes'

/** GET /api/v1/nodes: a list; how many there are without limit and offset stands in X-Total-Count. */
export const GET = route('GET /api/v1/nodes', { query: nodesQuerySchema }, async ({ query }) => {
  const { nodes, total } = filterNodes(await listNodes({ gridId: query.gridId }), query)
  return Response.json(nodes, { headers: { 'x-total-count': String(total) } })
})
