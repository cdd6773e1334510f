import { deleteGrid } from '@/lib/server/grids/grids'
import { route } from '@/lib/server/http/route'

export const DELETE = route('DELETE /api/v1/grids/[id]', {}, async ({ actor, params }) => {
  await deleteGrid(actor, params.id)
  return { ok: true }
})
