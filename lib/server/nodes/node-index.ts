import { db } from '@/lib/server/db/client'
import { nodeRecord, type NodeRecord } from './node-record'

/** A cached node and the instant its row was written. */
interface Entry {
  stamp: number
  record: NodeRecord | null
}

interface Index {
  entries: Map<string, Entry>
  farms: Map<string, string>
  records: readonly NodeRecord[]
}

const ROW_COLUMNS = { gridId: true, nodeId: true, raw: true, status: true, reportedAt: true }
/** Ids asked for in one query: databases limit the number of parameters. */
const CHUNK = 500
/** Beyond this many changed rows of a grid, all of it is read. */
const MANY = 2_000

// One index per database client: a test's database is not another's.
const indexes = new WeakMap<object, Index>()

/**
 * Every cached node and the names of all farms. The rows' texts are long and few of them change between two pages, so
 * only the instants at which rows were written are read, and the text of those rows whose instant is new.
 */
export async function nodeIndex(): Promise<{
  records: readonly NodeRecord[]
  farmNames: ReadonlyMap<string, string>
}> {
  const client = db()
  // Two readings at once are not shared: the later one must see what was written meanwhile.
  const index = await refresh(indexes.get(client) ?? null)
  indexes.set(client, index)
  return { records: index.records, farmNames: index.farms }
}

/** Name of a farm in `farmNames`. */
export function farmKey(gridId: string, farmId: number): string {
  return `${gridId}/${farmId}`
}

async function refresh(before: Index | null): Promise<Index> {
  const [stamps, farms] = await Promise.all([
    db().gridNode.findMany({
      select: { gridId: true, nodeId: true, fetchedAt: true },
      orderBy: [{ gridId: 'asc' }, { farmId: 'asc' }, { nodeId: 'asc' }],
    }),
    db().gridFarm.findMany({ select: { gridId: true, farmId: true, name: true } }),
  ])
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
  return {
    entries,
    farms: new Map(farms.map((farm) => [farmKey(farm.gridId, farm.farmId), farm.name])),
    records: [...entries.values()].flatMap(({ record }) => record ?? []),
  }
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
