import { route } from '@/lib/server/http/route'
import { getOperation } from '@/lib/server/operations/operations'

/** GET /api/v1/operations/{id}: with its steps. */
export const GET = route('GET /api/v1/operations/[id]', {}, ({ actor, params }) =>
  getOperation(actor, params.id),
)
