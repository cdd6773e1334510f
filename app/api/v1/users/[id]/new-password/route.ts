import { route } from '@/lib/server/http/route'
import { offerNewPassword } from '@/lib/server/team/invitations'

export const POST = route(
  'POST /api/v1/users/[id]/new-password',
  { status: 201 },
  ({ actor, params }) => offerNewPassword(actor, params.id),
)
