import type { ProofResult } from '@/lib/schemas/proof'
import { table } from './text'

const MIB = 1024 * 1024
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`

/** What a proof found, for people. */
export function proofText(result: ProofResult): string {
  const { agreement, buildMilliseconds, measureMilliseconds, peakMemoryBytes } = result
  const { pairs, agreeing, differences } = agreement
  const memory = peakMemoryBytes ? `, ${Math.round(peakMemoryBytes / MIB)} MiB at most` : ''
  return [
    `${agreeing} of ${pairs} pairs are as predicted, ${countReached(result)} of them connected.`,
    `Built in ${seconds(buildMilliseconds)}, measured in ${seconds(measureMilliseconds)}${memory}.`,
    ...latencyLine(result),
    ...waysLine(result),
    ...(differences.length > 0 ? ['', differencesTable(result)] : []),
  ].join('\n')
}

function countReached({ matrix }: ProofResult): number {
  return Object.values(matrix).flatMap((row) => Object.values(row).filter(Boolean)).length
}

function latencyLine({ latency }: ProofResult): string[] {
  const all = Object.values(latency)
    .flatMap((row) => Object.values(row))
    .sort((a, b) => a - b)
  const median = all[Math.floor(all.length / 2)]
  return median === undefined
    ? []
    : [`A reply took ${median} ms in the middle, ${all.at(-1)} ms at most.`]
}

function waysLine({ ways = [] }: ProofResult): string[] {
  if (ways.length === 0) return []
  const other = ways.filter(({ measured, predicted }) => measured?.join() !== predicted.join())
  return [
    `${ways.length - other.length} of ${ways.length} ways looked at are as predicted.`,
    ...other.map(
      ({ predicted, measured }) =>
        `  predicted ${predicted.join(' → ')}, taken ${measured?.join(' → ') ?? 'not seen'}`,
    ),
  ]
}

function differencesTable({ agreement }: ProofResult): string {
  return table(
    ['FROM', 'TO', 'PREDICTED', 'MEASURED', 'REASON', 'EXPLANATION'],
    agreement.differences.map(({ from, to, predicted, measured, reason, explanation }) => [
      from,
      to,
      predicted ? 'reached' : 'lost',
      measured ? 'reached' : 'lost',
      reason ?? '',
      explanation,
    ]),
  )
}
