import { maskedFile } from '@/lib/server/files/read-file'
import { route } from '@/lib/server/http/route'

export const GET = route('GET /api/v1/files/[id]/masked', {}, ({ actor, params }) =>
  maskedFile(actor, params.id),
)
