import { quickStartPlanSchema } from '@/lib/schemas/quick-start'
import { route } from '@/lib/server/http/route'
import { planQuickStart } from '@/lib/server/quick-start/plan'

/** POST /api/v1/quick-start/plan: what five answers would build. */
export const POST = route(
  'POST /api/v1/quick-start/plan',
  { body: quickStartPlanSchema },
  ({ actor, body }) => planQuickStart(actor, body),
)
