import type { Reachability } from '@/lib/network/matrix'
import { inParallel } from '../pool'
import type { WorldMachine } from './plan'
import { ping } from './world'

/** One directed pair, measured. */
export interface PairMeasured {
  from: string
  to: string
  reached: boolean
  /** of the reply that came, milliseconds */
  milliseconds: number | null
}

/** How long is tried, seconds. */
export interface Patience {
  /** a pair that should be connected */
  expected: number
  /** a pair that should not be: long enough for handshakes, which everybody begins at once */
  unexpected: number
  /** once more, for every pair without a reply, when all the others are through */
  sweep: number
}
export const PATIENCE: Patience = { expected: 25, unexpected: 8, sweep: 3 }

/** Pings under way at once. Most of them wait. */
const WIDTH = 160

interface MeasureInput {
  machines: readonly WorldMachine[]
  predicted: Pick<Reachability, 'matrix'>
  patience?: Patience
  onPair?: (pair: PairMeasured) => void
  signal?: AbortSignal
}

/**
 * Pings every machine from every other. Pairs that should be connected are tried longest; what gave no reply is tried
 * once more at the end, so that a slow start is no loss.
 */
export async function measurePairs(input: MeasureInput): Promise<PairMeasured[]> {
  const { machines, predicted, patience = PATIENCE, onPair = () => undefined } = input
  const found = new Map<string, PairMeasured>()
  const tryPairs = (pairs: readonly Pair[], seconds: (pair: Pair) => number) =>
    inParallel(pairs, WIDTH, async (pair) => {
      const measured = await measure(pair, seconds(pair), input.signal)
      found.set(keyOf(pair), measured)
      if (measured.reached) onPair(measured)
    })
  const isExpected = ({ from, to }: Pair) => predicted.matrix[from.name]?.[to.name] === true
  const all = pairsOf(machines)
  await tryPairs([...all.filter(isExpected), ...all.filter((pair) => !isExpected(pair))], (pair) =>
    isExpected(pair) ? patience.expected : patience.unexpected,
  )
  const silent = all.filter((pair) => !found.get(keyOf(pair))?.reached)
  await tryPairs(silent, () => patience.sweep)
  const results = all.flatMap((pair) => found.get(keyOf(pair)) ?? [])
  for (const result of results) if (!result.reached) onPair(result)
  return results
}

interface Pair {
  from: WorldMachine
  to: WorldMachine
}

const keyOf = ({ from, to }: Pair) => `${from.name} ${to.name}`

function pairsOf(machines: readonly WorldMachine[]): Pair[] {
  return machines.flatMap((from) =>
    machines.filter((to) => to !== from).map((to) => ({ from, to })),
  )
}

async function measure(
  { from, to }: Pair,
  seconds: number,
  signal?: AbortSignal,
): Promise<PairMeasured> {
  const options = signal ? { seconds, signal } : { seconds }
  const milliseconds = await ping(from.namespace, to.address, options)
  return { from: from.name, to: to.name, reached: milliseconds !== null, milliseconds }
}

/** Measured values by pair, as matrices are. */
export function toGrid<Value>(
  names: readonly string[],
  pairs: readonly PairMeasured[],
  valueOf: (pair: PairMeasured) => Value | null,
): Record<string, Record<string, Value>> {
  const rows = new Map(names.map((name) => [name, [] as [string, Value][]]))
  for (const pair of pairs) {
    const value = valueOf(pair)
    if (value !== null) rows.get(pair.from)?.push([pair.to, value])
  }
  return Object.fromEntries([...rows].map(([name, row]) => [name, Object.fromEntries(row)]))
}
