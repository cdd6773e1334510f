import { changePasswordSchema } from '@/lib/schemas/team'
import { route } from '@/lib/server/http/route'
import { changePassword } from '@/lib/server/team/password'

export const POST = route(
  'POST /api/v1/users/me/password',
  { body: changePasswordSchema },
  ({ actor, body }) => changePassword(actor, body),
)
