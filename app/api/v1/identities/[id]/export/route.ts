import { exportIdentitySchema } from '@/lib/schemas/requests'
import { route } from '@/lib/server/http/route'
import { exportIdentity } from '@/lib/server/identities/export'

export const POST = route(
  'POST /api/v1/identities/[id]/export',
  { body: exportIdentitySchema },
  async ({ actor, params, body }) => {
    const file = await exportIdentity(actor, params.id, body.password)
    return new Response(new Uint8Array(file), {
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': 'attachment; filename="user.seed"',
      },
    })
  },
)
