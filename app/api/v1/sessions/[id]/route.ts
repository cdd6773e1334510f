import { route } from '@/lib/server/http/route'
import { endSession } from '@/lib/server/team/sessions'

export const DELETE = route('DELETE /api/v1/sessions/[id]', {}, ({ actor, params }) =>
  endSession(actor, params.id),
)
