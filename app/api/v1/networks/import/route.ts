import { importNetworkSchema } from '@/lib/schemas/requests'
import { route } from '@/lib/server/http/route'
import { importNetworkJson } from '@/lib/server/networks/files'

/** POST /api/v1/networks/import: a network from tfuser's network.json. */
export const POST = route(
  'POST /api/v1/networks/import',
  { body: importNetworkSchema, status: 201 },
  ({ actor, body }) => importNetworkJson(actor, body),
)
