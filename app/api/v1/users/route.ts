import { route } from '@/lib/server/http/route'
import { listPeople } from '@/lib/server/team/people'

export const GET = route('GET /api/v1/users', {}, ({ actor }) => listPeople(actor))
