import { setTimeout as pause } from 'node:timers/promises'
import { eachLimited } from '../limit'
import type { MachinePlan } from './model'
import { ping } from './ping'

/** What came of one directed pair. */
export interface MeasuredPair {
  from: string
  to: string
  reached: boolean
  /** of the last reply; null: none came */
  milliseconds: number | null
}

export interface MeasureOptions {
  machines: readonly MachinePlan[]
  /** pairs that should answer are tried first and longest */
  isPredicted: (from: string, to: string) => boolean
  /** called as soon as a pair is known */
  onPair?: (pair: MeasuredPair) => void
  signal?: AbortSignal | undefined
  patience?: Patience
}

export interface Patience {
  /** how long a predicted pair is tried, ms */
  predictedMs: number
  /** how long the others are tried after the last predicted one answered, ms; WireGuard repeats a handshake after 5 s */
  quietMs: number
  /** how long one try may take, s */
  roundS: number
}

export const PATIENCE: Patience = { predictedMs: 25_000, quietMs: 5500, roundS: 2 }
const PINGS_AT_ONCE = 192
const SHORTEST_ROUND_MS = 500
const LAST_TRY_S = 1

interface Pair {
  from: MachinePlan
  to: MachinePlan
  isPredicted: boolean
  milliseconds: number | null
}

/**
 * Pings every machine from every other, in rounds. A pair that answers once is reached. The rest are tried until nothing
 * new came for a while after everything predicted was there, and once more at the end; then they count as unreachable.
 */
export async function measurePairs(options: MeasureOptions): Promise<MeasuredPair[]> {
  const { machines, isPredicted, signal, patience = PATIENCE } = options
  const pairs = allPairs(machines, isPredicted)
  const announce = (pair: Pair) => options.onPair?.(toMeasured(pair))
  const started = Date.now()
  let lastNews = started
  const tryAll = (open: readonly Pair[], seconds: number) =>
    eachLimited(open, PINGS_AT_ONCE, async (pair) => {
      const milliseconds = await ping(targetOf(pair), seconds, signal)
      if (milliseconds === null) return
      const isNew = pair.milliseconds === null
      pair.milliseconds = milliseconds
      if (!isNew) return
      if (pair.isPredicted) lastNews = Date.now()
      announce(pair)
    })
  for (;;) {
    const open = pairs.filter(({ milliseconds }) => milliseconds === null)
    if (open.length === 0 || isOver(open, { started, lastNews, patience })) break
    const begun = Date.now()
    await tryAll(open, patience.roundS)
    const rest = SHORTEST_ROUND_MS - (Date.now() - begun)
    if (rest > 0) await pause(rest, undefined, { signal })
  }
  // The last sweep: once more for those that never answered, a latency without handshake for the others.
  await tryAll(pairs, LAST_TRY_S)
  for (const pair of pairs) if (pair.milliseconds === null) announce(pair)
  return pairs.map(toMeasured)
}

function isOver(
  open: readonly Pair[],
  { started, lastNews, patience }: { started: number; lastNews: number; patience: Patience },
): boolean {
  const now = Date.now()
  if (open.some((pair) => pair.isPredicted)) return now - started >= patience.predictedMs
  return now - lastNews >= patience.quietMs
}

/** Predicted pairs first. */
function allPairs(
  machines: readonly MachinePlan[],
  isPredicted: MeasureOptions['isPredicted'],
): Pair[] {
  const pairs = machines.flatMap((from) =>
    machines
      .filter((to) => to !== from)
      .map((to) => ({
        from,
        to,
        isPredicted: isPredicted(from.name, to.name),
        milliseconds: null,
      })),
  )
  return [...pairs.filter((pair) => pair.isPredicted), ...pairs.filter((pair) => !pair.isPredicted)]
}

const targetOf = ({ from, to }: Pair) => ({ namespace: from.namespace, address: to.address })

function toMeasured({ from, to, milliseconds }: Pair): MeasuredPair {
  return { from: from.name, to: to.name, reached: milliseconds !== null, milliseconds }
}
