import { createIdentitySchema } from '@/lib/schemas/requests'
import { route } from '@/lib/server/http/route'
import { createIdentity, listIdentities } from '@/lib/server/identities/identities'

export const GET = route('GET /api/v1/identities', {}, ({ actor }) => listIdentities(actor))

export const POST = route(
  'POST /api/v1/identities',
  { body: createIdentitySchema, status: 201 },
  ({ actor, body }) => createIdentity(actor, body),
)
