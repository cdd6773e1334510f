import { nodeKey, searchText, type Capacity, type NodeRow } from './node-row'

/**
 * Ten thousand rows as they travel to a page: column by column. A column in which every value is the same is that value;
 * one with few different values is a list of them and numbers into it.
 */
export type Column<T> = { all: T } | { values: T[]; at: number[] } | { each: T[] }

type Carried = Exclude<keyof NodeRow, 'key' | 'text' | 'reportedAt'>
type Wire<T> = T extends Capacity ? [number, number, number] : T
/** The columns of a list of nodes. */
export type NodeColumns = { [Key in Carried]: Column<Wire<NodeRow[Key]>> } & {
  length: number
  /** unix seconds of the newest report; `ago` counts back from it */
  newest: number
  ago: Column<number>
}

/** Beyond this many different values a list of them saves nothing. */
const FEW = 0.5

function toColumn<T>(values: readonly T[], keyOf: (value: T) => unknown = (value) => value) {
  const known = new Map<unknown, number>()
  const list: T[] = []
  const at = values.map((value) => {
    const key = keyOf(value)
    const found = known.get(key)
    if (found !== undefined) return found
    known.set(key, list.length)
    list.push(value)
    return list.length - 1
  })
  const [first] = list
  if (list.length === 1 && first !== undefined) return { all: first }
  if (list.length > values.length * FEW) return { each: [...values] }
  return { values: list, at }
}

function valueAt<T>(column: Column<T>, index: number): T {
  if ('all' in column) return column.all
  if ('each' in column) return column.each[index] as T
  return column.values[column.at[index] ?? 0] as T
}

const joined = (value: readonly unknown[]) => value.join(' ')
const amounts = ({ total, used, free }: Capacity): [number, number, number] => [total, used, free]
const capacity = ([total, used, free]: [number, number, number]): Capacity => ({
  total,
  used,
  free,
})

/** Packs rows for the way to the browser. Reports lose their milliseconds. */
export function packRows(rows: readonly NodeRow[]): NodeColumns {
  const seconds = rows.map((row) => Math.floor(row.reportedAt / 1000))
  const newest = seconds.reduce((most, value) => Math.max(most, value), 0)
  const of = <Key extends Carried>(key: Key) => toColumn(rows.map((row) => row[key]))
  const unit = (key: 'cpu' | 'memory' | 'ssd' | 'hdd') =>
    toColumn(
      rows.map((row) => amounts(row[key])),
      joined,
    )
  return {
    length: rows.length,
    newest,
    ago: toColumn(seconds.map((value) => newest - value)),
    gridId: of('gridId'),
    grid: of('grid'),
    nodeId: of('nodeId'),
    farmId: of('farmId'),
    farm: of('farm'),
    city: of('city'),
    country: of('country'),
    continent: of('continent'),
    latitude: of('latitude'),
    longitude: of('longitude'),
    freshness: of('freshness'),
    endpoint: of('endpoint'),
    engine: of('engine'),
    os: of('os'),
    uptime: of('uptime'),
    cpu: unit('cpu'),
    memory: unit('memory'),
    ssd: unit('ssd'),
    hdd: unit('hdd'),
    ports: toColumn(
      rows.map((row) => row.ports),
      joined,
    ),
    networks: toColumn(
      rows.map((row) => row.networks),
      joined,
    ),
    reservations: of('reservations'),
    reliability: of('reliability'),
    watched: of('watched'),
  }
}

/** The rows again. */
export function unpackRows(columns: NodeColumns): NodeRow[] {
  return Array.from({ length: columns.length }, (_, index) => rowAt(columns, index))
}

function rowAt(columns: NodeColumns, index: number): NodeRow {
  const of = <T>(column: Column<T>) => valueAt(column, index)
  const row = {
    gridId: of(columns.gridId),
    grid: of(columns.grid),
    nodeId: of(columns.nodeId),
    farmId: of(columns.farmId),
    farm: of(columns.farm),
    city: of(columns.city),
    country: of(columns.country),
    continent: of(columns.continent),
    latitude: of(columns.latitude),
    longitude: of(columns.longitude),
    freshness: of(columns.freshness),
    endpoint: of(columns.endpoint),
    engine: of(columns.engine),
    os: of(columns.os),
    uptime: of(columns.uptime),
    reportedAt: (columns.newest - of(columns.ago)) * 1000,
    cpu: capacity(of(columns.cpu)),
    memory: capacity(of(columns.memory)),
    ssd: capacity(of(columns.ssd)),
    hdd: capacity(of(columns.hdd)),
    ports: of(columns.ports),
    networks: of(columns.networks),
    reservations: of(columns.reservations),
    reliability: of(columns.reliability),
    watched: of(columns.watched),
  }
  return { ...row, key: nodeKey(row.gridId, row.nodeId), text: searchText(row) }
}
