import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { connectLive, type LiveState } from './live-connection'

class FakeSource extends EventTarget {
  static made: FakeSource[] = []
  readyState = 0
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  onmessage: ((event: MessageEvent<string>) => void) | null = null
  constructor(readonly url: string) {
    super()
    FakeSource.made.push(this)
  }
  close() {
    this.readyState = 2
  }
  say(kind: string, id: string) {
    const data = JSON.stringify({ kind, id: Number(id) })
    this.dispatchEvent(new MessageEvent(kind, { data, lastEventId: id }))
  }
}

const states: LiveState[] = []
const events: (string | null)[] = []
const start = () =>
  connectLive(
    '/api/v1/events',
    {
      onState: (state) => states.push(state),
      onEvent: (event) => events.push(event?.kind ?? null),
    },
    (url) => new FakeSource(url) as unknown as EventSource,
  )
const last = () => FakeSource.made.at(-1)

beforeEach(() => {
  vi.useFakeTimers()
  FakeSource.made = []
  states.length = 0
  events.length = 0
})
afterEach(() => vi.useRealTimers())

it('passes named events on', () => {
  const close = start()
  last()?.onopen?.()
  last()?.say('reservation', '7')
  expect(events).toEqual([null, 'reservation'])
  expect(states).toEqual(['live'])
  close()
})

it('opens anew after an HTTP error, names the last event and says that some may be missing', () => {
  const close = start()
  last()?.onopen?.()
  last()?.say('node', '41')
  const first = last()
  if (first) first.readyState = 2
  first?.onerror?.()
  vi.advanceTimersByTime(1000)
  expect(FakeSource.made).toHaveLength(2)
  expect(last()?.url).toBe('/api/v1/events?after=41')
  last()?.onopen?.()
  expect(events).toEqual([null, 'node', null])
  expect(states).toEqual(['live', 'offline', 'live'])
  close()
})

it('waits longer each time and stops when closed', () => {
  const close = start()
  for (const wait of [1000, 2000, 4000]) {
    const source = last()
    if (source) source.readyState = 2
    source?.onerror?.()
    const made = FakeSource.made.length
    vi.advanceTimersByTime(wait - 1)
    expect(FakeSource.made).toHaveLength(made)
    vi.advanceTimersByTime(1)
    expect(FakeSource.made).toHaveLength(made + 1)
  }
  close()
  last()?.onerror?.()
  vi.advanceTimersByTime(60_000)
  expect(FakeSource.made).toHaveLength(4)
})
