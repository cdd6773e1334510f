import type { NodeRow } from './node-row'

type Cell = string | number

const COLUMNS: readonly (readonly [name: string, of: (row: NodeRow) => Cell])[] = [
  ['grid', (row) => row.grid],
  ['node_id', (row) => row.nodeId],
  ['farm_id', (row) => row.farmId],
  ['farm', (row) => row.farm],
  ['city', (row) => row.city],
  ['country', (row) => row.country],
  ['continent', (row) => row.continent],
  ['latitude', (row) => row.latitude],
  ['longitude', (row) => row.longitude],
  ['status', (row) => row.freshness],
  ['reported_at', (row) => new Date(row.reportedAt).toISOString()],
  ['endpoint', (row) => row.endpoint],
  ['engine', (row) => row.engine],
  ['os_version', (row) => row.os],
  ['uptime_seconds', (row) => row.uptime],
  ['vcpu_total', (row) => row.cpu.total],
  ['vcpu_free', (row) => row.cpu.free],
  ['memory_gib_total', (row) => row.memory.total],
  ['memory_gib_free', (row) => row.memory.free],
  ['ssd_gib_total', (row) => row.ssd.total],
  ['ssd_gib_free', (row) => row.ssd.free],
  ['hdd_gib_total', (row) => row.hdd.total],
  ['hdd_gib_free', (row) => row.hdd.free],
  ['reliability_30d', (row) => row.reliability ?? ''],
  ['watched_hours', (row) => Math.floor(row.watched / 3_600_000)],
  ['our_reservations', (row) => row.reservations],
]

/** What a spreadsheet takes for the beginning of a formula; nodes choose their own texts. */
const FORMULA = /^[=+\-@\t\r]/

/** One cell by RFC 4180; a text that looks like a formula begins with an apostrophe. */
export function csvCell(value: Cell): string {
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) || safe !== value ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The nodes as a table by RFC 4180, a header first. */
export function nodesCsv(rows: readonly NodeRow[]): string {
  const lines = rows.map((row) => COLUMNS.map(([, of]) => csvCell(of(row))).join(','))
  return [COLUMNS.map(([name]) => name).join(','), ...lines].map((line) => `${line}\r\n`).join('')
}
