import type { Reservation } from '@/lib/protocol/types'
import type { ExplorerClient } from './explorer-client'
import { isForgotten } from './forgotten'
import { pause, retry } from './timing'
import type { Worker } from './worker'

/** Least time between two polls, so that an explorer that answers at once is not asked without end. */
const POLL_GAP_MS = 200

/** Takes reservations as they come. Starts with everything of the node; a wake does so again. */
export async function pollLoop(
  client: Pick<ExplorerClient, 'poll'>,
  worker: Pick<Worker, 'handle'>,
  signal: AbortSignal,
  onWake: (wake: () => void) => void,
  log: (line: string) => void,
): Promise<never> {
  const complain = (error: unknown) => {
    if (isForgotten(error)) throw error
    log(error instanceof Error ? error.message : String(error))
  }
  let from = 0
  let nap = new AbortController()
  let isWoken = false
  onWake(() => {
    isWoken = true
    nap.abort()
  })
  for (;;) {
    // A wake between two polls, or while reservations are taken, counts for the next poll.
    if (isWoken) from = 0
    isWoken = false
    nap = new AbortController()
    const { signal: woken } = nap
    const isReplay = from === 0
    const poll = async () => {
      try {
        return await client.poll(from, AbortSignal.any([signal, woken]))
      } catch (error) {
        if (woken.aborted && !signal.aborted) return null
        throw error
      }
    }
    const reservations = await retry(poll, complain, signal)
    if (reservations) {
      await takeAll(reservations, worker, isReplay, signal, complain)
      from = nextFrom(from, reservations)
    }
    await pause(POLL_GAP_MS, signal)
  }
}

async function takeAll(
  reservations: readonly Reservation[],
  worker: Pick<Worker, 'handle'>,
  isReplay: boolean,
  signal: AbortSignal,
  complain: (error: unknown) => void,
) {
  for (const reservation of reservations)
    await retry(() => worker.handle(reservation, isReplay), complain, signal)
}

/** One behind the last number seen. Never 0 again: that would be answered at once, time after time. */
function nextFrom(from: number, reservations: readonly Reservation[]): number {
  const numbers = reservations.map(({ id }) => Number.parseInt(id, 10) + 1)
  return Math.max(1, from, ...numbers.filter(Number.isFinite))
}
