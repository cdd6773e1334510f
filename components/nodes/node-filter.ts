import type { NodeRow } from './node-row'

export const SORT_KEYS = ['city', 'farm', 'endpoint', 'cpu', 'memory', 'ssd', 'seen'] as const
export type SortKey = (typeof SORT_KEYS)[number]
export const FRESHNESS = ['up', 'late', 'down'] as const
export const ENDPOINTS = ['dual', 'ipv4', 'ipv6', 'hidden'] as const

export interface NodeFilter {
  /** words that all must occur in city, country, farm or node id */
  q: string
  /** empty: any */
  status: readonly NodeRow['freshness'][]
  endpoint: readonly NodeRow['endpoint'][]
  farm: string
  country: string
  /** least free vCPU, GiB memory, GiB SSD */
  minCpu: number
  minMemory: number
  minSsd: number
  simulated: '' | 'only' | 'none'
  sort: SortKey
  descending: boolean
}

export const NO_FILTER: NodeFilter = {
  q: '',
  status: [],
  endpoint: [],
  farm: '',
  country: '',
  minCpu: 0,
  minMemory: 0,
  minSsd: 0,
  simulated: '',
  sort: 'city',
  descending: false,
}

/** A row with its words in lower case, made once so that a key press only compares. */
export interface IndexedRow {
  row: NodeRow
  text: string
}

export function indexRows(rows: readonly NodeRow[]): IndexedRow[] {
  return rows.map((row) => ({
    row,
    text: `${row.city} ${row.country} ${row.farm} ${row.nodeId}`.toLowerCase(),
  }))
}

/** The rows that match, in the order asked for. */
export function filterNodes(rows: readonly IndexedRow[], filter: NodeFilter): NodeRow[] {
  const words = filter.q.toLowerCase().split(/\s+/).filter(Boolean)
  const found: NodeRow[] = []
  for (const { row, text } of rows) {
    if (matches(row, filter) && words.every((word) => text.includes(word))) found.push(row)
  }
  return sortRows(found, filter)
}

function matches(row: NodeRow, filter: NodeFilter): boolean {
  return (
    row.cpu.free >= filter.minCpu &&
    row.memory.free >= filter.minMemory &&
    row.ssd.free >= filter.minSsd &&
    (filter.status.length === 0 || filter.status.includes(row.freshness)) &&
    (filter.endpoint.length === 0 || filter.endpoint.includes(row.endpoint)) &&
    (filter.farm === '' || row.farm === filter.farm) &&
    (filter.country === '' || row.country === filter.country) &&
    (filter.simulated === '' || row.simulated === (filter.simulated === 'only'))
  )
}

function sortRows(rows: NodeRow[], { sort, descending }: NodeFilter): NodeRow[] {
  const sign = descending ? -1 : 1
  const numeric = NUMBERS[sort]
  if (numeric) return rows.sort((a, b) => sign * (numeric(a) - numeric(b)) || byKey(a, b))
  const text = TEXTS[sort] ?? ((row: NodeRow) => row.city)
  return rows.sort((a, b) => sign * compare(text(a), text(b)) || byKey(a, b))
}

const NUMBERS: Partial<Record<SortKey, (row: NodeRow) => number>> = {
  cpu: (row) => row.cpu.free,
  memory: (row) => row.memory.free,
  ssd: (row) => row.ssd.free,
  seen: (row) => Date.parse(row.reportedAt),
  endpoint: (row) => ENDPOINTS.indexOf(row.endpoint),
}
const TEXTS: Partial<Record<SortKey, (row: NodeRow) => string>> = {
  city: (row) => row.city.toLowerCase(),
  farm: (row) => row.farm.toLowerCase(),
}

// Plain comparison: a collator would take most of the time of a key press.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function byKey(a: NodeRow, b: NodeRow): number {
  return compare(a.key, b.key)
}

/** How many filters besides the words are set. */
export function filterCount(filter: NodeFilter): number {
  return [
    filter.status.length,
    filter.endpoint.length,
    filter.farm,
    filter.country,
    filter.minCpu,
    filter.minMemory,
    filter.minSsd,
    filter.simulated,
  ].filter(Boolean).length
}
