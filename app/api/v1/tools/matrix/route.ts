import { matrixToolSchema } from '@/lib/schemas/tools'
import { route } from '@/lib/server/http/route'
import { matrixOf } from '@/lib/server/networks/trace-tool'

/** POST /api/v1/tools/matrix: who reaches whom in a designed network. */
export const POST = route('POST /api/v1/tools/matrix', { body: matrixToolSchema }, ({ body }) =>
  matrixOf(body),
)
