import { joinSchema } from '@/lib/schemas/team'
import { route } from '@/lib/server/http/route'
import { join } from '@/lib/server/team/join'

export const POST = route(
  'POST /api/v1/invitations/accept',
  { body: joinSchema },
  async ({ body, request }) => {
    const headers = await join(body, request.headers)
    return Response.json({ ok: true }, { status: 201, headers })
  },
)
