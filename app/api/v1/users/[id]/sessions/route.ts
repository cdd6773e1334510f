import { route } from '@/lib/server/http/route'
import { endSessionsOf } from '@/lib/server/team/sessions'

export const DELETE = route(
  'DELETE /api/v1/users/[id]/sessions',
  {},
  async ({ actor, params }) => ({ ended: await endSessionsOf(actor, params.id) }),
)
