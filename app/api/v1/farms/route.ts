import { route } from '@/lib/server/http/route'
import { listFarms } from '@/lib/server/nodes/farms'

export const GET = route('GET /api/v1/farms', {}, () => listFarms())
