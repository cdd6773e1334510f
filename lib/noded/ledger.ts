import type { Workload } from './engine/types'

/** What a node remembers of one reservation. Plain data, kept in a file. */
export interface LedgerEntry {
  id: string
  number: number
  /** base64; an id is a hint, the signature is the identity */
  signature: string
  /** unix milliseconds */
  endsAt: number
  /** null when it was refused, or is gone */
  workload: Workload | null
  step: string | null
  /** body of a result the explorer has not taken yet */
  unsentResult: string | null
  /** nothing of it is left on the node */
  isGone: boolean
  /** the explorer knows that it is gone */
  isGoneTold: boolean
}

/** Everything a node remembers. It belongs to one explorer: ids of another mean nothing. */
export interface Ledger {
  explorerId: string | null
  entries: LedgerEntry[]
}

/** A ledger with nothing in it. */
export function emptyLedger(explorerId: string | null): Ledger {
  return { explorerId, entries: [] }
}

/** The ledger with this entry added, or in the place of the one with its id. */
export function withEntry(ledger: Ledger, entry: LedgerEntry): Ledger {
  const others = ledger.entries.filter(({ id }) => id !== entry.id)
  return { ...ledger, entries: [...others, entry] }
}

/** What runs on the node. */
export function liveWorkloads(ledger: Ledger): Workload[] {
  return ledger.entries.flatMap(({ workload, isGone }) => (workload && !isGone ? [workload] : []))
}

/** Steps that ran here and were removed; they do not run again. */
export function removedSteps(ledger: Ledger): Set<string> {
  return new Set(
    ledger.entries.flatMap(({ step, isGone }) => (step !== null && isGone ? [step] : [])),
  )
}

/** The entry as it stands once the workload is taken away. */
export function gone(entry: LedgerEntry): LedgerEntry {
  return { ...entry, workload: null, isGone: true, unsentResult: null }
}

/** Entries whose time is over and that still hold something or were not reported gone. */
export function dueEntries(ledger: Ledger, now: number): LedgerEntry[] {
  return ledger.entries.filter((entry) => !entry.isGone && entry.endsAt <= now)
}
