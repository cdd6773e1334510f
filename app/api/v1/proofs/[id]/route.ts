import { route } from '@/lib/server/http/route'
import { cancelProof, getProof } from '@/lib/server/proof/proofs'

/** GET /api/v1/proofs/{id}: how far it is, or what was measured. */
export const GET = route('GET /api/v1/proofs/[id]', {}, ({ actor, params }) =>
  getProof(actor, params.id),
)

/** DELETE /api/v1/proofs/{id}: stops it when it runs. */
export const DELETE = route('DELETE /api/v1/proofs/[id]', {}, ({ actor, params }) =>
  cancelProof(actor, params.id),
)
