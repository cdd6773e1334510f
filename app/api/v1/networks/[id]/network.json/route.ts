import { download } from '@/lib/server/http/download'
import { route } from '@/lib/server/http/route'
import { exportNetworkJson } from '@/lib/server/networks/files'

/** GET /api/v1/networks/{id}/network.json: tfuser's schema file. */
export const GET = route('GET /api/v1/networks/[id]/network.json', {}, async ({ actor, params }) =>
  download(await exportNetworkJson(actor, params.id), 'application/json; charset=utf-8'),
)
