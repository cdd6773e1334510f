import { db } from '@/lib/server/db/client'
import { nodeRecord, type NodeRecord } from './node-record'

/** A cached node and the instant its row was written. */
interface Entry {
  stamp: number
  record: NodeRecord | null
}

interface Index {
  /** counts and newest instants of the grids' rows */
  version: string
  /** when every row's instant was looked at last, unix milliseconds */
  checkedAt: number
  entries: Map<string, Entry>
  records: readonly NodeRecord[]
}

const ROW_COLUMNS = { gridId: true, nodeId: true, raw: true, status: true, reportedAt: true }
/** Ids asked for in one query: databases limit the number of parameters. */
const CHUNK = 500
/** Another process's clock may be behind, so that what it writes is not the newest: every row is looked at this often. */
const TRUSTED_MS = 5_000
/** Beyond this many changed rows of a grid, all of it is read. */
const MANY = 2_000

// One index per database client: a test's database is not another's.
const indexes = new WeakMap<object, Index>()

/**
 * Every cached node and the names of all farms. The rows' texts are long and few of them change between two pages: when
 * no grid has another count or newest instant of its rows, nothing is read; else the instants of all rows are, and the
 * text of those whose instant is new.
 */
export async function nodeIndex(): Promise<{
  records: readonly NodeRecord[]
  farmNames: ReadonlyMap<string, string>
}> {
  const client = db()
  const [version, farms] = await Promise.all([
    currentVersion(),
    db().gridFarm.findMany({ select: { gridId: true, farmId: true, name: true } }),
  ])
  const known = indexes.get(client)
  const isFresh = known?.version === version && Date.now() - known.checkedAt < TRUSTED_MS
  // Two readings at once are not shared: the later one must see what was written meanwhile.
  const index = isFresh ? known : await refresh(known ?? null, version)
  indexes.set(client, index)
  return {
    records: index.records,
    farmNames: new Map(farms.map((farm) => [farmKey(farm.gridId, farm.farmId), farm.name])),
  }
}

/** Each write gives its rows an instant later than all before it, and a removal changes the count. */
async function currentVersion(): Promise<string> {
  const groups = await db().gridNode.groupBy({
    by: ['gridId'],
    _count: true,
    _max: { fetchedAt: true },
    orderBy: { gridId: 'asc' },
  })
  return JSON.stringify(groups)
}

/** Name of a farm in `farmNames`. */
export function farmKey(gridId: string, farmId: number): string {
  return `${gridId}/${farmId}`
}

async function refresh(before: Index | null, version: string): Promise<Index> {
  const checkedAt = Date.now()
  const stamps = await db().gridNode.findMany({
    select: { gridId: true, nodeId: true, fetchedAt: true },
    orderBy: [{ gridId: 'asc' }, { farmId: 'asc' }, { nodeId: 'asc' }],
  })
  const known = before?.entries ?? new Map<string, Entry>()
  const stale = stamps.filter((row) => known.get(keyOf(row))?.stamp !== row.fetchedAt.getTime())
  const fresh = await readRows(stale)
  const entries = new Map(
    stamps.flatMap((row): [string, Entry][] => {
      const key = keyOf(row)
      const entry = fresh.get(key) ?? known.get(key)
      return entry ? [[key, entry]] : []
    }),
  )
  const records = [...entries.values()].flatMap(({ record }) => record ?? [])
  return { version, checkedAt, entries, records }
}

function keyOf({ gridId, nodeId }: { gridId: string; nodeId: string }): string {
  return `${gridId}/${nodeId}`
}

async function readRows(stale: readonly { gridId: string; nodeId: string }[]) {
  const found = new Map<string, Entry>()
  for (const gridId of new Set(stale.map((row) => row.gridId))) {
    const nodeIds = stale.filter((row) => row.gridId === gridId).map((row) => row.nodeId)
    for (const where of wheres(gridId, nodeIds)) {
      const rows = await db().gridNode.findMany({
        where,
        select: { ...ROW_COLUMNS, fetchedAt: true },
      })
      for (const row of rows)
        found.set(keyOf(row), { stamp: row.fetchedAt.getTime(), record: nodeRecord(row) })
    }
  }
  return found
}

function wheres(gridId: string, nodeIds: readonly string[]) {
  if (nodeIds.length > MANY) return [{ gridId }]
  return Array.from({ length: Math.ceil(nodeIds.length / CHUNK) }, (_, index) => ({
    gridId,
    nodeId: { in: nodeIds.slice(index * CHUNK, (index + 1) * CHUNK) },
  }))
}
