import { route } from '@/lib/server/http/route'
import { getNode } from '@/lib/server/nodes/nodes'

export const GET = route('GET /api/v1/nodes/[gridId]/[nodeId]', {}, ({ params }) =>
  getNode(params.gridId, params.nodeId),
)
