import { checkGrid } from '@/lib/server/grids/grids'
import { route } from '@/lib/server/http/route'

export const POST = route('POST /api/v1/grids/[id]/check', {}, ({ params }) => checkGrid(params.id))
