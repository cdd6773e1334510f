import { quickStartSchema } from '@/lib/schemas/quick-start'
import { route } from '@/lib/server/http/route'
import { quickStart } from '@/lib/server/quick-start/quick-start'

/** POST /api/v1/quick-start: a network and a k3s cluster on it, from five answers. */
export const POST = route(
  'POST /api/v1/quick-start',
  { body: quickStartSchema, status: 201 },
  ({ actor, body }) => quickStart(actor, body),
)
