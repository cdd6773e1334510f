import { applySchema } from '@/lib/schemas/requests'
import { route } from '@/lib/server/http/route'
import { applyNetwork } from '@/lib/server/networks/apply'

/** POST /api/v1/networks/{id}/apply: signs and submits exactly the plan of this hash. */
export const POST = route(
  'POST /api/v1/networks/[id]/apply',
  { body: applySchema, status: 202 },
  ({ actor, params, body }) => applyNetwork(actor, params.id, body),
)
