import { loadHealth } from '@/lib/server/health'
import { route } from '@/lib/server/http/route'

export const GET = route('GET /api/v1/health', {}, () => loadHealth())
