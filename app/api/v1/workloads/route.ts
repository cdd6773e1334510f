import { workloadSchema } from '@/lib/schemas/workloads'
import { route } from '@/lib/server/http/route'
import { submitWorkload } from '@/lib/server/workloads/submit'

/** POST /api/v1/workloads: signs and submits a container, a volume, a zdb or a debug sink. */
export const POST = route(
  'POST /api/v1/workloads',
  { body: workloadSchema, status: 202 },
  ({ actor, body }) => submitWorkload(actor, body),
)
