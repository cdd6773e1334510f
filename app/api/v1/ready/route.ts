import { loadReadiness } from '@/lib/server/health'
import { route } from '@/lib/server/http/route'

/** 503 while this process should get no requests: starting, stopping, or without its database. */
export const GET = route('GET /api/v1/ready', {}, async () => {
  const readiness = await loadReadiness()
  return Response.json(readiness, { status: readiness.ready ? 200 : 503 })
})
