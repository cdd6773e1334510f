import { toMeView } from '@/lib/server/auth/me'
import { route } from '@/lib/server/http/route'

export const GET = route('GET /api/v1/me', {}, ({ actor }) => toMeView(actor))
