import { route } from '@/lib/server/http/route'
import { reissueInvitation } from '@/lib/server/team/invitations'

export const POST = route('POST /api/v1/invitations/[id]/reissue', {}, ({ actor, params }) =>
  reissueInvitation(actor, params.id),
)
