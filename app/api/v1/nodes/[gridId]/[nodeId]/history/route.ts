import { route } from '@/lib/server/http/route'
import { getNodeHistory } from '@/lib/server/nodes/history'

export const GET = route(
  'GET /api/v1/nodes/[gridId]/[nodeId]/history',
  {},
  ({ actor, params: { gridId, nodeId } }) => getNodeHistory(actor, gridId, nodeId),
)
