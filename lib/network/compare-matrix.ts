import type { Reachability } from './matrix'
import type { TraceReason } from './trace-tunnels'

type Grid<Value> = Readonly<Record<string, Readonly<Record<string, Value>>>>

/** A pair that was measured other than it was computed. */
export interface MatrixDifference {
  from: string
  to: string
  predicted: boolean
  measured: boolean
  /** why it was predicted to be lost; null: it was predicted to arrive */
  reason: TraceReason | null
}

/** Prediction against measurement, directed pairs. */
export interface MatrixAgreement {
  pairs: number
  agreeing: number
  differences: readonly MatrixDifference[]
}

/** Holds a measured matrix against the computed one. A pair that was not measured counts as not reached. */
export function compareMatrix(
  { names, matrix, reasons }: Pick<Reachability, 'names' | 'matrix' | 'reasons'>,
  measured: Grid<boolean>,
): MatrixAgreement {
  const pairs = names.flatMap((from) =>
    names.filter((to) => to !== from).map((to) => ({ from, to })),
  )
  const differences = pairs.flatMap(({ from, to }): MatrixDifference[] => {
    const predicted = matrix[from]?.[to] === true
    const reached = measured[from]?.[to] === true
    if (predicted === reached) return []
    return [{ from, to, predicted, measured: reached, reason: reasons[from]?.[to] ?? null }]
  })
  return { pairs: pairs.length, agreeing: pairs.length - differences.length, differences }
}
