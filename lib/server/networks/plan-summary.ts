import type { ResourceChange } from '@/lib/network/diff'

interface SummaryContext {
  label: string
  /** N-1 of the reservation standing there */
  replaces: string | null
  /** the explorer disagrees with us about it */
  drifted: boolean
}

/** One sentence that says what happens on a node. */
export function summaryOf(change: ResourceChange, context: SummaryContext): string {
  const { label, replaces, drifted } = context
  switch (change.kind) {
    case 'add':
      return `Reserve ${change.subnet} on ${label}, port ${change.listenPort}, ${count(change.peers.length, 'peer')}.`
    case 'remove':
      return `Delete ${replaces ?? 'its reservation'} on ${label}; ${change.subnet} goes.`
    case 'keep':
      return `Nothing changes on ${label}.`
    case 'change':
      return drifted
        ? `Send ${label} its reservation again: the explorer disagrees about ${replaces ?? 'it'}.`
        : `Replace ${replaces ?? 'what stands'} on ${label} in place: ${whatChanges(change)}.`
  }
}

function whatChanges({ fieldChanges, peers }: ResourceChange): string {
  const fields = fieldChanges.map(({ field, before, after }) =>
    field === 'public key' ? 'a new key' : `${field} ${before} → ${after}`,
  )
  const of = (kind: string) => peers.filter((peer) => peer.kind === kind).length
  const counts = [
    [of('add'), 'added'],
    [of('change'), 'changed'],
    [of('remove'), 'removed'],
  ] as const
  const peerTexts = counts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${count(number, 'peer')} ${word}`)
  return [...fields, ...peerTexts].join(', ')
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`
}
