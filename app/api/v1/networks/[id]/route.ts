import { deleteNetworkSchema, saveNetworkSchema } from '@/lib/schemas/requests'
import { route } from '@/lib/server/http/route'
import { deleteNetwork } from '@/lib/server/networks/delete'
import { getNetwork } from '@/lib/server/networks/networks'
import { saveNetwork } from '@/lib/server/networks/save'

/** GET /api/v1/networks/{id} */
export const GET = route('GET /api/v1/networks/[id]', {}, ({ actor, params }) =>
  getNetwork(actor, params.id),
)

/** PUT /api/v1/networks/{id}: replaces the design, when nobody else did meanwhile. */
export const PUT = route(
  'PUT /api/v1/networks/[id]',
  { body: saveNetworkSchema },
  ({ actor, params, body }) => saveNetwork(actor, params.id, body),
)

/** DELETE /api/v1/networks/{id}: the operation to follow, or null when it was a draft. */
export const DELETE = route(
  'DELETE /api/v1/networks/[id]',
  { body: deleteNetworkSchema },
  ({ actor, params, body }) => deleteNetwork(actor, params.id, body),
)
