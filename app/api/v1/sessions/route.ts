import { route } from '@/lib/server/http/route'
import { endOtherSessions, listSessions } from '@/lib/server/team/sessions'

export const GET = route('GET /api/v1/sessions', {}, ({ actor }) => listSessions(actor))

/** Signs out everywhere else: the session that asks stays. */
export const DELETE = route('DELETE /api/v1/sessions', {}, async ({ actor }) => ({
  ended: await endOtherSessions(actor),
}))
