import type { StatusLook } from '@/components/ui/status-table'
import type { DiscoveryView, FoundView, GridScanView } from '@/lib/schemas/discovery'

/** What each state of a found reservation is on the page. */
export const FOUND_LOOK = {
  pending: { tone: 'pending', word: 'No answer yet' },
  running: { tone: 'running', word: 'Running' },
  failed: { tone: 'failed', word: 'Failed' },
  unproven: { tone: 'warning', word: 'Not proven' },
  deleting: { tone: 'pending', word: 'Deleting' },
  ended: { tone: 'ended', word: 'Ended' },
} as const satisfies Record<FoundView['state'], StatusLook>

const PHASE = {
  lists: 'Reading the lists of nodes',
  numbers: 'Reading reservations',
  results: 'Reading what nodes answered',
} as const

/** How far a running scan is, in words. */
export function scanWords({
  phase,
  done,
  left,
  found,
}: NonNullable<GridScanView['running']>): string {
  const more = left > 0 ? `, about ${left} to go` : ''
  return `${PHASE[phase]}: ${done} answers${more}, ${found} found`
}

/** Share of a running scan that is done, 0 to 1. */
export function scanShare({ done, left }: NonNullable<GridScanView['running']>): number {
  return done + left === 0 ? 0 : done / (done + left)
}

/** Identities in what was found, for the filter. */
export function foundIdentities(found: readonly FoundView[]): { value: string; label: string }[] {
  const names = new Map(found.map((one) => [one.identityId, one.identityName]))
  return [...names].map(([value, label]) => ({ value, label }))
}

/** Whether anything is being read now. */
export function isScanning({ scans }: DiscoveryView): boolean {
  return scans.some(({ running }) => running !== null)
}

/** Why a row cannot be adopted; null when it can. */
export function whyNotAdopt({ state, mayAdopt, identityName }: FoundView): string | null {
  if (state === 'ended') return 'It has ended.'
  return mayAdopt ? null : `Only who may sign with ${identityName} can adopt it.`
}
