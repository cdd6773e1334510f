import type { Call, Endpoint } from '@/lib/explorer/endpoint'
import { elsewhere } from '@/lib/explorer/elsewhere'
import { explorerEvents } from '@/lib/explorer/events'
import { parseUint64 } from '@/lib/explorer/go-decode/go-number-text'
import { Refusal } from '@/lib/explorer/refusal'
import { replyJson } from '@/lib/explorer/reply'
import { listedJson } from '@/lib/explorer/reservation-json'
import {
  loadAllOfNode,
  loadPending,
  type StoredReservation,
} from '@/lib/explorer/store/reservations'
import { requireKnownNode } from './reservations'

/** Looks again this often even without an event: what expired meanwhile is not told. */
const RECHECK_MS = 5_000

function parseFrom(query: URLSearchParams): bigint {
  const text = query.get('from') ?? ''
  if (text === '') return 0n
  const parsed = parseUint64(text)
  // The original says "since" here.
  if ('refusal' in parsed) throw new Refusal(400, 'since query argument format not valid', 'text')
  return parsed.value
}

/** Tells when something happened on a node. It listens from the start, so nothing falls between looking and waiting. */
class NodeWatch {
  private hasNews = false
  private wake: (() => void) | null = null
  private readonly leave: () => void
  private readonly listener = (change: { nodeId: string }) => {
    if (change.nodeId === this.nodeId) this.ring()
  }

  constructor(
    private readonly nodeId: string,
    private readonly signal: AbortSignal,
  ) {
    explorerEvents.on('reservation', this.listener)
    this.leave = elsewhere.watch(this.ring)
    signal.addEventListener('abort', this.ring)
  }

  private readonly ring = () => {
    this.hasNews = true
    this.wake?.()
  }

  /** Resolves at the next news, at once if there are some already, or after `ms`. */
  async news(ms: number): Promise<void> {
    if (!this.hasNews) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.hasNews = false
    this.wake = null
  }

  close(): void {
    this.leave()
    explorerEvents.off('reservation', this.listener)
    this.signal.removeEventListener('abort', this.ring)
  }
}

async function waitForPending(
  nodeId: string,
  from: bigint,
  { options, request }: Call,
): Promise<StoredReservation[]> {
  const ended = options.stopping
    ? AbortSignal.any([request.signal, options.stopping])
    : request.signal
  const watch = new NodeWatch(nodeId, ended)
  // Waiting is measured by the process's own clock: `options.now` may stand still.
  const end = performance.now() + options.longPollMs
  try {
    for (;;) {
      const pending = await loadPending(nodeId, from, options.now())
      const left = end - performance.now()
      if (pending.length > 0 || left <= 0 || ended.aborted) return pending
      await watch.news(Math.min(left, RECHECK_MS))
    }
  } finally {
    watch.close()
  }
}

async function poll(call: Call): Promise<Response> {
  const nodeId = call.params['node_id'] ?? ''
  await requireKnownNode(nodeId)
  const from = parseFrom(call.query)
  const found = from === 0n ? await loadAllOfNode(nodeId) : await waitForPending(nodeId, from, call)
  return replyJson(`[${found.map(listedJson).join(',')}]`)
}

/** How a node learns what to do. */
export const POLL_ENDPOINTS: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/reservations/{node_id}/poll',
    access: 'read',
    form: 'json',
    handle: poll,
  },
]
