import { z } from 'zod'
import type { OperationDoc } from '@/lib/schemas/operations/doc'
import * as schema from '@/lib/schemas/proofs'

/** Designs built with real WireGuard on the cockpit's machine. */
export const PROOFS: readonly OperationDoc[] = [
  {
    path: '/networks/{id}/proofs',
    method: 'get',
    tag: 'proofs',
    summary: 'Proofs of a network, newest first, and whether another can be made',
    answer: schema.proofListSchema,
  },
  {
    path: '/networks/{id}/proofs',
    method: 'post',
    tag: 'proofs',
    status: 202,
    summary: 'Build the design with real WireGuard on this machine and ping every pair',
    description:
      'Needs COCKPIT_PROVE=1 and the tools GET lists when they are missing. revision is the saved design to build; another one is refused. One proof at a time; it ends within two minutes and leaves nothing behind.',
    body: schema.startProofSchema,
    answer: schema.proofViewSchema,
  },
  {
    path: '/proofs/{id}',
    method: 'get',
    tag: 'proofs',
    summary: 'A proof: how far it is, or what was measured beside what was predicted',
    answer: schema.proofViewSchema,
  },
  {
    path: '/proofs/{id}',
    method: 'delete',
    tag: 'proofs',
    summary: 'Stop a proof that runs',
    answer: z.object({ ok: z.literal(true) }),
  },
]
