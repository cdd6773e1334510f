import { traceToolSchema } from '@/lib/schemas/tools'
import { route } from '@/lib/server/http/route'
import { traceOf } from '@/lib/server/networks/trace-tool'

/** POST /api/v1/tools/trace: the way of a packet and its reply through a designed network. */
export const POST = route('POST /api/v1/tools/trace', { body: traceToolSchema }, ({ body }) =>
  traceOf(body),
)
