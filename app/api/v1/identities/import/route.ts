import { importIdentitySchema } from '@/lib/schemas/requests'
import { route } from '@/lib/server/http/route'
import { importIdentity } from '@/lib/server/identities/identities'

export const POST = route(
  'POST /api/v1/identities/import',
  { body: importIdentitySchema, status: 201 },
  ({ actor, body }) => importIdentity(actor, body),
)
