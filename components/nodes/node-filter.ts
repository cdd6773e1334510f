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

/** A row with what a key press compares made once: its words and sort texts in lower case, its report as a number. */
export interface IndexedRow {
  row: NodeRow
  text: string
  city: string
  farm: string
  seen: number
}

export function indexRows(rows: readonly NodeRow[]): IndexedRow[] {
  return rows.map((row) => ({
    row,
    text: `${row.city} ${row.country} ${row.farm} ${row.nodeId}`.toLowerCase(),
    city: row.city.toLowerCase(),
    farm: row.farm.toLowerCase(),
    seen: Date.parse(row.reportedAt),
  }))
}

/** The rows that match, in the order asked for. */
export function filterNodes(rows: readonly IndexedRow[], filter: NodeFilter): NodeRow[] {
  const words = filter.q.toLowerCase().split(/\s+/).filter(Boolean)
  const found = rows.filter(
    ({ row, text }) => matches(row, filter) && words.every((word) => text.includes(word)),
  )
  const value = SORT_VALUE[filter.sort]
  const sign = filter.descending ? -1 : 1
  found.sort((a, b) => sign * compare(value(a), value(b)) || compare(a.row.key, b.row.key))
  return found.map(({ row }) => row)
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

const SORT_VALUE: Record<SortKey, (indexed: IndexedRow) => string | number> = {
  city: ({ city }) => city,
  farm: ({ farm }) => farm,
  endpoint: ({ row }) => ENDPOINTS.indexOf(row.endpoint),
  cpu: ({ row }) => row.cpu.free,
  memory: ({ row }) => row.memory.free,
  ssd: ({ row }) => row.ssd.free,
  seen: ({ seen }) => seen,
}

// Plain comparison: a collator would take most of the time of a key press.
function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0
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
