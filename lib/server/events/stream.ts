import type { EventView } from '@/lib/schemas/views'
import { listen } from './bus'
import { newestEventId, nextEvents, readable, type Reader } from './queries'

/** How often the sign-in behind an open stream is looked at again. */
export const RECHECK_MS = 30_000
const COMMENT_MS = 15_000
// Rows written by other processes announce themselves nowhere.
const POLL_MS = 1_000
const PAGE = 200

/** What a stream of events needs from outside. */
export interface EventStreamOptions {
  reader: Reader
  /** id of the last event the client has; null: from now on */
  after: number | null
  /** the reader as of now; null ends the stream */
  recheck: () => Promise<Reader | null>
  /** aborted when the client is gone */
  signal: AbortSignal
  recheckMs?: number
}

function toMessage(event: EventView): string {
  return `id: ${event.id}\nevent: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`
}

/** Server-sent events: first what was missed, then each event as it is committed. Ends with the session. */
export function eventStream(options: EventStreamOptions): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let stop = () => {}
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const feed = new EventFeed(options, (text) => controller.enqueue(encoder.encode(text)))
      stop = () => feed.close()
      feed.onClose = () => closeQuietly(controller)
      feed.open()
    },
    cancel: () => stop(),
  })
}

function closeQuietly(controller: ReadableStreamDefaultController<Uint8Array>): void {
  try {
    controller.close()
  } catch {
    // the client closed it first
  }
}

/** The state of one open stream; everything it started is stopped by `close`. */
class EventFeed {
  onClose = () => {}
  private reader: Reader
  private last: number | null
  private isClosed = false
  private isBusy = false
  private isAgain = false
  private readonly undo: (() => void)[] = []

  constructor(
    private readonly options: EventStreamOptions,
    private readonly send: (text: string) => void,
  ) {
    this.reader = options.reader
    this.last = options.after
  }

  open(): void {
    const { signal, recheckMs = RECHECK_MS } = this.options
    if (signal.aborted) return this.close()
    const onAbort = () => this.close()
    signal.addEventListener('abort', onAbort, { once: true })
    this.undo.push(() => signal.removeEventListener('abort', onAbort))
    this.undo.push(listen('events', () => void this.pump()))
    this.every(POLL_MS, () => void this.pump())
    this.every(COMMENT_MS, () => this.write(': still here\n\n'))
    this.every(recheckMs, () => void this.recheck())
    this.write('retry: 2000\n: connected\n\n')
    void this.pump()
  }

  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    for (const undo of this.undo.splice(0)) undo()
    this.onClose()
  }

  private every(ms: number, run: () => void): void {
    const timer = setInterval(run, ms)
    timer.unref()
    this.undo.push(() => clearInterval(timer))
  }

  private write(text: string): void {
    if (this.isClosed) return
    try {
      this.send(text)
    } catch {
      this.close()
    }
  }

  /** One pump at a time, so that events stay in order; a signal meanwhile means once more. */
  private async pump(): Promise<void> {
    if (this.isBusy || this.isClosed) {
      this.isAgain = true
      return
    }
    this.isBusy = true
    try {
      do {
        this.isAgain = false
        await this.sendNew()
      } while (this.isAgain && !this.isClosed)
    } catch {
      // a busy database: the next poll tries again, nothing is skipped
    } finally {
      this.isBusy = false
    }
  }

  private async sendNew(): Promise<void> {
    this.last ??= await newestEventId()
    for (;;) {
      const batch = await nextEvents(this.last, PAGE)
      // A lower role or an ended session works before the next row is shown.
      if (batch.changesAccess) await this.recheck()
      if (this.isClosed) return
      const events = await readable(this.reader, batch.rows)
      for (const event of events) this.write(toMessage(event))
      this.last = batch.last
      if (!batch.isFull || this.isClosed) return
    }
  }

  private async recheck(): Promise<void> {
    const reader = await this.options.recheck().catch(() => null)
    if (reader) this.reader = reader
    else this.close()
  }
}
