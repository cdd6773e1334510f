import { updateIdentitySchema } from '@/lib/schemas/requests'
import { route } from '@/lib/server/http/route'
import { deleteIdentity, updateIdentity } from '@/lib/server/identities/identities'

export const PATCH = route(
  'PATCH /api/v1/identities/[id]',
  { body: updateIdentitySchema },
  ({ actor, params, body }) => updateIdentity(actor, params.id, body),
)

export const DELETE = route('DELETE /api/v1/identities/[id]', {}, ({ actor, params }) =>
  deleteIdentity(actor, params.id),
)
