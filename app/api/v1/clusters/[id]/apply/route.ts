import { applySchema } from '@/lib/schemas/requests'
import { applyCluster } from '@/lib/server/clusters/apply'
import { route } from '@/lib/server/http/route'

/** POST /api/v1/clusters/{id}/apply: signs and submits exactly the plan of this hash, network first. */
export const POST = route(
  'POST /api/v1/clusters/[id]/apply',
  { body: applySchema, status: 202 },
  ({ actor, params, body }) => applyCluster(actor, params.id, body),
)
