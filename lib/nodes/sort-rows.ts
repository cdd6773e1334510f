import type { NodeRow } from './node-row'

/** What the list can be ordered by. */
export const SORT_KEYS = [
  'city',
  'farm',
  'endpoint',
  'cpu',
  'memory',
  'ssd',
  'hdd',
  'reliability',
  'seen',
] as const
export type SortKey = (typeof SORT_KEYS)[number]

/** What to write instead of an order nobody knows. */
export const SORT_SENTENCE = `Order by ${SORT_KEYS.slice(0, -1).join(', ')} or ${SORT_KEYS.at(-1)}, with a minus in front for the largest first.`

/** An order: what by, and whether the largest comes first. */
export interface NodeSort {
  key: SortKey
  descending: boolean
}

/** By place, as people look for nodes. */
export const DEFAULT_SORT: NodeSort = { key: 'city', descending: false }

/** `ssd` or `-ssd`; null for anything else. */
export function parseSort(text: string): NodeSort | null {
  const key = SORT_KEYS.find((name) => name === text.replace(/^-/, ''))
  return key ? { key, descending: text.startsWith('-') } : null
}

/** The order as the address writes it. */
export function sortText({ key, descending }: NodeSort): string {
  return `${descending ? '-' : ''}${key}`
}

const ENDPOINT_ORDER = ['dual', 'ipv4', 'ipv6', 'hidden']

const VALUE: Record<SortKey, (row: NodeRow) => string | number> = {
  city: (row) => row.city.toLowerCase(),
  farm: (row) => row.farm.toLowerCase(),
  endpoint: (row) => ENDPOINT_ORDER.indexOf(row.endpoint),
  cpu: (row) => row.cpu.free,
  memory: (row) => row.memory.free,
  ssd: (row) => row.ssd.free,
  hdd: (row) => row.hdd.free,
  reliability: (row) => row.reliability ?? -1,
  seen: (row) => row.reportedAt,
}

/** The rows in order, equal ones by their key; the given list stays as it is. */
export function sortRows(rows: readonly NodeRow[], { key, descending }: NodeSort): NodeRow[] {
  const value = VALUE[key]
  const sign = descending ? -1 : 1
  // Each value is made once, not once per comparison; a collator would cost more than all the rest.
  return rows
    .map((row) => ({ row, value: value(row) }))
    .sort((a, b) => sign * compare(a.value, b.value) || compare(a.row.key, b.row.key))
    .map(({ row }) => row)
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
