import { createTokenSchema } from '@/lib/schemas/team'
import { route } from '@/lib/server/http/route'
import { createToken, listTokens } from '@/lib/server/tokens/tokens'

export const GET = route('GET /api/v1/tokens', {}, ({ actor }) => listTokens(actor))

export const POST = route(
  'POST /api/v1/tokens',
  { body: createTokenSchema, status: 201 },
  ({ actor, body }) => createToken(actor, body),
)
