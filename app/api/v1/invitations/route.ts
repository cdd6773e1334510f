import { inviteSchema } from '@/lib/schemas/team'
import { route } from '@/lib/server/http/route'
import { invite, listInvitations } from '@/lib/server/team/invitations'

export const GET = route('GET /api/v1/invitations', {}, ({ actor }) => listInvitations(actor))

export const POST = route(
  'POST /api/v1/invitations',
  { body: inviteSchema, status: 201 },
  ({ actor, body }) => invite(actor, body),
)
