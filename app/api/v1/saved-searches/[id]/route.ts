import { renameSearchSchema } from '@/lib/schemas/nodes'
import { route } from '@/lib/server/http/route'
import { deleteSearch, renameSearch } from '@/lib/server/nodes/saved-searches'

export const PATCH = route(
  'PATCH /api/v1/saved-searches/[id]',
  { body: renameSearchSchema },
  ({ actor, params, body }) => renameSearch(actor, params.id, body.name),
)

export const DELETE = route('DELETE /api/v1/saved-searches/[id]', {}, ({ actor, params }) =>
  deleteSearch(actor, params.id),
)
