import { quickStartPlanSchema } from '@/lib/schemas/quick-start'
import { route } from '@/lib/server/http/route'
import { draftQuickStart } from '@/lib/server/quick-start/draft'

/** POST /api/v1/quick-start/draft: keeps only the network, to go on drawing. */
export const POST = route(
  'POST /api/v1/quick-start/draft',
  { body: quickStartPlanSchema, status: 201 },
  ({ actor, body }) => draftQuickStart(actor, body),
)
