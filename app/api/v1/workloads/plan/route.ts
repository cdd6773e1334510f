import { workloadSchema } from '@/lib/schemas/workloads'
import { route } from '@/lib/server/http/route'
import { planWorkload } from '@/lib/server/workloads/plan'

/** POST /api/v1/workloads/plan: what would be reserved, and what speaks against it. */
export const POST = route(
  'POST /api/v1/workloads/plan',
  { body: workloadSchema },
  ({ actor, body }) => planWorkload(actor, body),
)
