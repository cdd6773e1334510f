import { startProofSchema } from '@/lib/schemas/proofs'
import { route } from '@/lib/server/http/route'
import { listProofs } from '@/lib/server/proof/proofs'
import { startProof } from '@/lib/server/proof/start'

/** GET /api/v1/networks/{id}/proofs: newest first, and whether another can be made. */
export const GET = route('GET /api/v1/networks/[id]/proofs', {}, ({ actor, params }) =>
  listProofs(actor, params.id),
)

/** POST /api/v1/networks/{id}/proofs: builds the design on this machine and measures it. */
export const POST = route(
  'POST /api/v1/networks/[id]/proofs',
  { body: startProofSchema, status: 202 },
  ({ actor, params, body }) => startProof(actor, params.id, body),
)
