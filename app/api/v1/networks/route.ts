import { createNetworkSchema } from '@/lib/schemas/requests'
import { route } from '@/lib/server/http/route'
import { createNetwork } from '@/lib/server/networks/create'
import { listNetworks } from '@/lib/server/networks/networks'

/** GET /api/v1/networks: every network with its state. */
export const GET = route('GET /api/v1/networks', {}, ({ actor }) => listNetworks(actor))

/** POST /api/v1/networks: a new network, with nodes in it when some are named. */
export const POST = route(
  'POST /api/v1/networks',
  { body: createNetworkSchema, status: 201 },
  ({ actor, body }) => createNetwork(actor, body),
)
