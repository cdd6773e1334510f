import { lookupSshKeysSchema } from '@/lib/schemas/files'
import { route } from '@/lib/server/http/route'
import { lookupSshKeys } from '@/lib/server/ssh-keys/ssh-keys'

export const POST = route(
  'POST /api/v1/ssh-keys/lookup',
  { body: lookupSshKeysSchema },
  ({ actor, body, request }) => lookupSshKeys(actor, body, request.signal),
)
