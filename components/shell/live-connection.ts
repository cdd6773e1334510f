import type { EventView } from '@/lib/schemas/views'

export type LiveState = 'connecting' | 'live' | 'offline'

interface LiveHandlers {
  onState: (state: LiveState) => void
  /** null when the stream opens, again or for the first time: events may have been missed before */
  onEvent: (event: EventView | null) => void
}

/** Kinds of events; the stream names its messages after them. */
const KINDS = [
  'reservation',
  'operation',
  'network',
  'identity',
  'grid',
  'node',
  'session',
  'device',
  'cluster',
  'file',
  'ssh-key',
  'user',
  'invitation',
  'token',
] as const
const FIRST_RETRY_MS = 1000
const LAST_RETRY_MS = 15_000

type OpenSource = (url: string) => EventSource

/**
 * Keeps one event stream open. The browser reconnects after lost connections by itself; after an HTTP error it
 * gives up, so we open a new one, later each time, and name the last event we saw. Answers the function that ends it.
 */
export function connectLive(
  path: string,
  { onState, onEvent }: LiveHandlers,
  open: OpenSource = (url) => new EventSource(url),
): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let retryMs = FIRST_RETRY_MS
  let lastId = ''
  let closed = false

  const onMessage = (message: MessageEvent<string>) => {
    lastId = message.lastEventId || lastId
    const event = parseEvent(message.data)
    if (event) onEvent(event)
  }
  const onOpen = () => {
    retryMs = FIRST_RETRY_MS
    onState('live')
    onEvent(null)
  }
  const onError = () => {
    onState('offline')
    if (source?.readyState !== 2 || closed) return
    source.close()
    timer = setTimeout(start, retryMs)
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)
  }
  function start() {
    source = open(lastId ? `${path}?after=${encodeURIComponent(lastId)}` : path)
    source.onopen = onOpen
    source.onerror = onError
    source.onmessage = onMessage
    for (const kind of KINDS) source.addEventListener(kind, onMessage)
  }

  start()
  return () => {
    closed = true
    clearTimeout(timer)
    source?.close()
  }
}

function parseEvent(data: string): EventView | null {
  try {
    const value: unknown = JSON.parse(data)
    return typeof value === 'object' && value !== null && 'kind' in value
      ? (value as EventView)
      : null
  } catch {
    return null
  }
}
