import { compareMatrix } from '@/lib/network/compare-matrix'
import type { Reachability } from '@/lib/network/matrix'
import type { ProofEvent, ProofResult } from '@/lib/schemas/proof'
import type { ProofOutcome } from '@/lib/schemas/proofs'
import type { ProofSubject } from './subject'

/** What was built, as the helper told it. */
export type Built = Extract<ProofEvent, { type: 'built' }>

/**
 * Joins what was measured with our own prediction. The comparison is made here again, so that the figures are always
 * those of the matrices beside them; the helper's explanations are kept, for it looked at the tunnels.
 */
export function toOutcome(
  { objectOf }: Pick<ProofSubject, 'objectOf'>,
  prediction: Reachability,
  { result, built }: { result: ProofResult; built: Built | null },
): ProofOutcome {
  const { names, matrix } = prediction
  const { pairs, agreeing, differences } = compareMatrix(prediction, result.matrix)
  const cells = <Value>(valueOf: (from: string, to: string) => Value | null) =>
    names.map((from) => names.map((to) => (from === to ? null : valueOf(from, to))))
  const explained = new Map(
    result.agreement.differences.map(({ from, to, explanation }) => [`${from} ${to}`, explanation]),
  )
  return {
    machines: names.map(objectOf),
    predicted: cells((from, to) => matrix[from]?.[to] ?? false),
    measured: cells((from, to) => result.matrix[from]?.[to] ?? false),
    latency: cells((from, to) => result.latency[from]?.[to] ?? null),
    pairs,
    agreeing,
    differences: differences.map(({ from, to, explanation, ...rest }) => ({
      ...rest,
      from: objectOf(from),
      to: objectOf(to),
      explanation: (explained.get(`${from} ${to}`) ?? explanation).slice(0, 2_000),
    })),
    buildMilliseconds: result.buildMilliseconds,
    measureMilliseconds: result.measureMilliseconds,
    peakMemoryBytes: result.peakMemoryBytes ?? null,
    namespaces: built?.namespaces ?? null,
    wireguard: built?.wireguard ?? null,
  }
}
