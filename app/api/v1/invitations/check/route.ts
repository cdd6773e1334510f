import { checkInvitationSchema } from '@/lib/schemas/team'
import { route } from '@/lib/server/http/route'
import { checkInvitation } from '@/lib/server/team/join'

export const POST = route(
  'POST /api/v1/invitations/check',
  { body: checkInvitationSchema },
  ({ body }) => checkInvitation(body.code),
)
