import { route } from '@/lib/server/http/route'
import { getFarm } from '@/lib/server/nodes/farms'

export const GET = route(
  'GET /api/v1/farms/[gridId]/[farmId]',
  {},
  async ({ actor, params: { gridId, farmId } }) => (await getFarm(actor, gridId, farmId)).farm,
)
