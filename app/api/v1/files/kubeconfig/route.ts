import { mergedQuerySchema } from '@/lib/schemas/files'
import { mergedKubeconfig } from '@/lib/server/files/kubeconfig'
import { download } from '@/lib/server/http/download'
import { route } from '@/lib/server/http/route'

export const GET = route(
  'GET /api/v1/files/kubeconfig',
  { query: mergedQuerySchema },
  async ({ actor, query }) => {
    const file = await mergedKubeconfig(actor, query.ids)
    return download(file, file.contentType)
  },
)
