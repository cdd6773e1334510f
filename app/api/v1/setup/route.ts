import { setupSchema } from '@/lib/schemas/requests'
import { setUp } from '@/lib/server/auth/first-start'
import { route } from '@/lib/server/http/route'

export const POST = route(
  'POST /api/v1/setup',
  { body: setupSchema },
  async ({ body, request }) => {
    const headers = await setUp(body, request.headers)
    return Response.json({ ok: true }, { status: 201, headers })
  },
)
