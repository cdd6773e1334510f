import { createClusterSchema } from '@/lib/schemas/clusters'
import { createCluster } from '@/lib/server/clusters/create'
import { listClusters } from '@/lib/server/clusters/clusters'
import { route } from '@/lib/server/http/route'

/** GET /api/v1/clusters: every cluster with its state. */
export const GET = route('GET /api/v1/clusters', {}, ({ actor }) => listClusters(actor))

/** POST /api/v1/clusters: a new cluster on a network, as a draft. */
export const POST = route(
  'POST /api/v1/clusters',
  { body: createClusterSchema, status: 201 },
  ({ actor, body }) => createCluster(actor, body),
)
