import { whatIfToolSchema } from '@/lib/schemas/tools'
import { route } from '@/lib/server/http/route'
import { whatIfOf } from '@/lib/server/networks/trace-tool'

/** POST /api/v1/tools/what-if: what is lost with things off, and which single failures cut most. */
export const POST = route('POST /api/v1/tools/what-if', { body: whatIfToolSchema }, ({ body }) =>
  whatIfOf(body),
)
