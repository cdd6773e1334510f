import { updatePersonSchema } from '@/lib/schemas/team'
import { route } from '@/lib/server/http/route'
import { updatePerson } from '@/lib/server/team/people'

export const PATCH = route(
  'PATCH /api/v1/users/[id]',
  { body: updatePersonSchema },
  ({ actor, params, body }) => updatePerson(actor, params.id, body),
)
