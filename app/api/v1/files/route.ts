import { filesQuerySchema } from '@/lib/schemas/files'
import { listFiles } from '@/lib/server/files/list-files'
import { route } from '@/lib/server/http/route'

export const GET = route('GET /api/v1/files', { query: filesQuerySchema }, ({ actor, query }) =>
  listFiles(actor, query),
)
