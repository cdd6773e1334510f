import type { Reachability } from './matrix'
import type { TraceReason } from './trace-tunnels'

/** Who reached whom, row by row, named as in the prediction. */
export type MeasuredMatrix = Readonly<Record<string, Readonly<Record<string, boolean>>>>

/** A directed pair whose measurement is not what was predicted. */
export interface MatrixDifference {
  from: string
  to: string
  predicted: boolean
  measured: boolean
  /** why it was predicted to be lost; null when it was predicted to arrive */
  reason: TraceReason | null
  /** one sentence */
  explanation: string
}

/** How well a measurement and a prediction agree. */
export interface MatrixAgreement {
  /** directed pairs compared */
  pairs: number
  agreeing: number
  differences: readonly MatrixDifference[]
}

const LOSS: Readonly<Record<TraceReason, string>> = {
  NO_ROUTE: 'no allowed IP leads there',
  NO_PEER: 'one side does not list the other',
  SOURCE_REFUSED: 'the source belongs to another peer on arrival',
  TUNNEL_DOWN: 'no endpoint can be dialled with the families there are',
  NO_ENDPOINT: 'neither side has an endpoint of the other',
  OFF: 'something on the way is off',
}

/**
 * Compares a measurement with the prediction, pair by pair. A pair that was not measured counts as not reached: a proof
 * must not pass because something was left out.
 */
export function compareMatrix(
  { names, matrix, reasons, hops }: Reachability,
  measured: MeasuredMatrix,
): MatrixAgreement {
  const pairs = names.flatMap((from) =>
    names.filter((to) => to !== from).map((to) => ({ from, to })),
  )
  const differences = pairs.flatMap(({ from, to }): MatrixDifference[] => {
    const predicted = matrix[from]?.[to] ?? false
    const isReached = measured[from]?.[to] ?? false
    if (predicted === isReached) return []
    const reason = reasons[from]?.[to] ?? null
    const explanation = predicted ? silent(hops[from]?.[to] ?? 0) : unexpected(reason)
    return [{ from, to, predicted, measured: isReached, reason, explanation }]
  })
  return { pairs: pairs.length, agreeing: pairs.length - differences.length, differences }
}

function silent(hops: number): string {
  const tunnels = hops === 1 ? 'one tunnel' : `${hops} tunnels`
  return `A reply was predicted over ${tunnels}, and none came.`
}

function unexpected(reason: TraceReason | null): string {
  const why = reason ? `${LOSS[reason]} (${reason})` : 'for no given reason'
  return `Predicted to be lost: ${why}. A reply came all the same.`
}
