import { z } from 'zod'
import { currentActor } from '@/lib/server/auth/actor'
import { eventsAfter, newestEventId } from '@/lib/server/events/queries'
import { eventStream } from '@/lib/server/events/stream'
import { route } from '@/lib/server/http/route'
import { stopSignal } from '@/lib/server/stopping'

export const dynamic = 'force-dynamic'

const querySchema = z.object({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
})
const PAGE = 200

/** The last event a client has: a browser that reconnects says it in a header. */
function lastSeen(request: Request, after: number | undefined): number | null {
  const header = request.headers.get('last-event-id') ?? ''
  return /^\d{1,15}$/.test(header) ? Number(header) : (after ?? null)
}

/** GET /api/v1/events: server-sent events; a JSON list when that is what the client accepts. */
export const GET = route(
  'GET /api/v1/events',
  { query: querySchema },
  async ({ actor, query, request }) => {
    const wantsList = (request.headers.get('accept') ?? '').includes('application/json')
    if (wantsList) return eventsAfter(actor, query.after ?? 0, PAGE)
    const { headers, signal } = request
    const stream = eventStream({
      reader: actor,
      after: lastSeen(request, query.after) ?? (await newestEventId()),
      recheck: () => currentActor(headers),
      signal: AbortSignal.any([signal, stopSignal()]),
    })
    return new Response(stream, {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      },
    })
  },
)
