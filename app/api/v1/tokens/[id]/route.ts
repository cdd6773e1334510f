import { route } from '@/lib/server/http/route'
import { revokeToken } from '@/lib/server/tokens/tokens'

export const DELETE = route('DELETE /api/v1/tokens/[id]', {}, ({ actor, params }) =>
  revokeToken(actor, params.id),
)
