import { download } from '@/lib/server/http/download'
import { route } from '@/lib/server/http/route'
import { networkDot } from '@/lib/server/networks/files'

/** GET /api/v1/networks/{id}/dot: the planned network as a Graphviz graph. */
export const GET = route('GET /api/v1/networks/[id]/dot', {}, async ({ actor, params }) =>
  download(await networkDot(actor, params.id), 'text/vnd.graphviz; charset=utf-8'),
)
