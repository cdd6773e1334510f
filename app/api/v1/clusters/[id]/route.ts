import { deleteClusterSchema, saveClusterSchema } from '@/lib/schemas/clusters'
import { getCluster } from '@/lib/server/clusters/clusters'
import { deleteCluster } from '@/lib/server/clusters/delete'
import { saveCluster } from '@/lib/server/clusters/save'
import { route } from '@/lib/server/http/route'

/** GET /api/v1/clusters/{id} */
export const GET = route('GET /api/v1/clusters/[id]', {}, ({ actor, params }) =>
  getCluster(actor, params.id),
)

/** PUT /api/v1/clusters/{id}: replaces machines and keys, when nobody else did meanwhile. */
export const PUT = route(
  'PUT /api/v1/clusters/[id]',
  { body: saveClusterSchema },
  ({ actor, params, body }) => saveCluster(actor, params.id, body),
)

/** DELETE /api/v1/clusters/{id}: the operation to follow, or null when nothing of it was on the grid. */
export const DELETE = route(
  'DELETE /api/v1/clusters/[id]',
  { body: deleteClusterSchema },
  ({ actor, params, body }) => deleteCluster(actor, params.id, body),
)
