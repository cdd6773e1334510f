import { z } from 'zod'
import { route } from '@/lib/server/http/route'
import { listOperations } from '@/lib/server/operations/operations'

const querySchema = z.strictObject({ networkId: z.string().max(40).optional() })

/** GET /api/v1/operations: newest first. */
export const GET = route('GET /api/v1/operations', { query: querySchema }, ({ actor, query }) =>
  listOperations(actor, query),
)
