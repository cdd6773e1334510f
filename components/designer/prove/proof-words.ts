import type { NetworkDesign } from '@/lib/network/model'
import type { ProofOutcome, ProofSummary } from '@/lib/schemas/proofs'
import { plural, short } from '@/components/ui/format'

/** What a proof found, as it stands behind its date. */
export function foundWords({ pairs, agreeing }: Pick<ProofSummary, 'pairs' | 'agreeing'>): string {
  const [all, same] = [pairs ?? 0, agreeing ?? 0]
  const words = `${same} of ${plural(all, 'pair')} as predicted`
  return same === all ? words : `${words}, ${plural(all - same, 'pair')} otherwise`
}

/** Names of machines, also of those the design does not have any more. */
export function machineNames(
  design: Pick<NetworkDesign, 'devices'>,
  nameOf: (objectId: string) => string,
): (objectId: string) => string {
  const devices = new Set(design.devices.map(({ id }) => `device:${id}`))
  return (objectId) =>
    objectId.startsWith('device:') && !devices.has(objectId) ? 'a removed device' : nameOf(objectId)
}

const MACHINE = /device:\d+|[\w-]{20,120}/g

/** Explanations name machines as the matrix does, by node id and `device:N`; people know them by their names. */
export function withNames(
  text: string,
  machines: readonly string[],
  nameOf: (objectId: string) => string,
): string {
  const nodes = machines.filter((id) => id.startsWith('node:'))
  const devices = machines.filter((id) => id.startsWith('device:'))
  return text.replace(MACHINE, (word) => {
    const isDevice = word.startsWith('device:')
    const object = isDevice
      ? devices[Number(word.slice('device:'.length))]
      : nodes.find((id) => id === `node:${word}`)
    return object === undefined ? word : nameOf(object)
  })
}

/** One measured pair as the grid shows it. */
export interface ProofCell {
  isReached: boolean
  isDifferent: boolean
  text: string
  /** said aloud and in the tooltip */
  words: string
}

export type ProofGridKind = 'measured' | 'predicted' | 'delay'

/** The cell of a pair; null on the diagonal. */
export function proofCell(
  outcome: ProofOutcome,
  kind: ProofGridKind,
  [row, column]: readonly [number, number],
): ProofCell | null {
  const measured = outcome.measured[row]?.[column] ?? null
  const predicted = outcome.predicted[row]?.[column] ?? null
  if (measured === null || predicted === null) return null
  const isReached = kind === 'predicted' ? predicted : measured
  const isDifferent = measured !== predicted
  const latency = outcome.latency[row]?.[column] ?? null
  const delay = latency !== null && measured ? ` in ${short(latency)} ms` : ''
  const other = kind === 'predicted' ? ', measured otherwise' : ', predicted otherwise'
  return {
    isReached,
    isDifferent,
    text: textOf(kind, isReached, latency),
    words: `${isReached ? 'reached' : 'not reached'}${kind === 'predicted' ? '' : delay}${isDifferent ? other : ''}`,
  }
}

function textOf(kind: ProofGridKind, isReached: boolean, latency: number | null): string {
  if (!isReached) return '✕'
  return kind === 'delay' && latency !== null ? short(latency) : '✓'
}

/** How it was built and measured, in one line. */
export function effortWords(outcome: ProofOutcome): string {
  const seconds = (ms: number) => `${short(ms / 1000)} s`
  const { namespaces, wireguard, peakMemoryBytes } = outcome
  const how = [
    namespaces === null ? null : `with ${plural(namespaces, 'namespace')}`,
    wireguard === null
      ? null
      : `WireGuard in ${wireguard === 'kernel' ? 'the kernel' : 'user space'}`,
  ].filter((part) => part !== null)
  const memory =
    peakMemoryBytes === null
      ? ''
      : `, at most ${short(peakMemoryBytes / 1024 / 1024)} MiB of memory`
  return `Built in ${seconds(outcome.buildMilliseconds)}${how.length ? ` ${how.join(' and ')}` : ''}, measured in ${seconds(outcome.measureMilliseconds)}${memory}. Everything was removed afterwards.`
}
