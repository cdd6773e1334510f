import { z } from 'zod'
import type { OperationDoc } from '@/lib/schemas/operations/doc'

/** Keeping the cockpit running. */
export const SERVICE: readonly OperationDoc[] = [
  {
    path: '/ready',
    method: 'get',
    tag: 'start',
    summary: 'Whether requests should be sent here: 200, else 503',
    description:
      'Not ready while it starts or stops, or without its database, its vault or its jobs. /health says only that the process lives.',
    answer: z.object({
      ready: z.boolean(),
      waitingFor: z.array(z.enum(['database', 'vault', 'jobs', 'stopping'])),
    }),
  },
]
