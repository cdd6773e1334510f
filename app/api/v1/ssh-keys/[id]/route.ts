import { updateSshKeySchema } from '@/lib/schemas/files'
import { route } from '@/lib/server/http/route'
import { removeSshKey, updateSshKey } from '@/lib/server/ssh-keys/ssh-keys'

export const PATCH = route(
  'PATCH /api/v1/ssh-keys/[id]',
  { body: updateSshKeySchema },
  ({ actor, params, body }) => updateSshKey(actor, params.id, body),
)

export const DELETE = route('DELETE /api/v1/ssh-keys/[id]', {}, ({ actor, params }) =>
  removeSshKey(actor, params.id),
)
