import { addSshKeySchema } from '@/lib/schemas/files'
import { route } from '@/lib/server/http/route'
import { addSshKey, listSshKeys } from '@/lib/server/ssh-keys/ssh-keys'

export const GET = route('GET /api/v1/ssh-keys', {}, ({ actor }) => listSshKeys(actor))

export const POST = route(
  'POST /api/v1/ssh-keys',
  { body: addSshKeySchema, status: 201 },
  ({ actor, body }) => addSshKey(actor, body),
)
