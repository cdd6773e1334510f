import { expect, test } from 'vitest'
import { pollLoop } from './poll-loop'

/** Runs the loop against an explorer that has nothing, until `enough` polls; `wakeAfter` polls a wake comes. */
async function polled(
  enough: number,
  wakeAfter: number,
  during: 'poll' | 'gap',
): Promise<number[]> {
  const stop = new AbortController()
  const asked: number[] = []
  let wake = () => undefined as void
  const poll = (from: number, signal?: AbortSignal) => {
    asked.push(from)
    if (asked.length === enough) stop.abort(new Error('enough'))
    if (asked.length === wakeAfter && during === 'poll') wake()
    if (asked.length === wakeAfter && during === 'gap') setImmediate(() => wake())
    return signal?.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve([])
  }
  const worker = { handle: () => Promise.resolve() }
  const loop = pollLoop(
    { poll },
    worker,
    stop.signal,
    (given) => (wake = given),
    () => undefined,
  )
  await loop.catch(() => undefined)
  return asked
}

test('asks for everything once, then for what is new', async () => {
  expect(await polled(3, 0, 'poll')).toEqual([0, 1, 1])
})

test('a wake asks for everything again, whenever it comes', async () => {
  expect(await polled(4, 2, 'poll')).toEqual([0, 1, 0, 1])
  expect(await polled(4, 2, 'gap')).toEqual([0, 1, 0, 1])
})
