import { route } from '@/lib/server/http/route'
import { revokeInvitation } from '@/lib/server/team/invitations'

export const DELETE = route('DELETE /api/v1/invitations/[id]', {}, ({ actor, params }) =>
  revokeInvitation(actor, params.id),
)
