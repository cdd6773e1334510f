import { createGridSchema } from '@/lib/schemas/requests'
import { createGrid, listGrids } from '@/lib/server/grids/grids'
import { route } from '@/lib/server/http/route'

export const GET = route('GET /api/v1/grids', {}, () => listGrids())

export const POST = route(
  'POST /api/v1/grids',
  { body: createGridSchema, status: 201 },
  ({ actor, body }) => createGrid(actor, body),
)
