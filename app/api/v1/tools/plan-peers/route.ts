import { planPeersSchema } from '@/lib/schemas/requests'
import { route } from '@/lib/server/http/route'
import { planPeersOf } from '@/lib/server/networks/plan-peers-tool'

/** POST /api/v1/tools/plan-peers: peers for tfuser's own generator input. */
export const POST = route('POST /api/v1/tools/plan-peers', { body: planPeersSchema }, ({ body }) =>
  planPeersOf(body),
)
