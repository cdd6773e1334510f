import { uploadKubeconfigSchema } from '@/lib/schemas/files'
import { keepKubeconfig } from '@/lib/server/files/kubeconfig'
import { route } from '@/lib/server/http/route'

export const POST = route(
  'POST /api/v1/clusters/[id]/kubeconfig',
  { body: uploadKubeconfigSchema, status: 201 },
  ({ actor, params, body }) => keepKubeconfig(actor, params.id, body.file),
)
