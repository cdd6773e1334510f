import type { Change, Seen, Watch } from '@/lib/nodes/reliability'
import { db } from '@/lib/server/db/client'

/** Changes of each node of a grid, oldest first. */
export type ChangeLog = ReadonlyMap<string, readonly Change[]>

interface Kept {
  lastId: number
  changes: Map<string, Change[]>
}

const PAGE = 20_000
// One memory per database client: a test's database is not another's.
const memories = new WeakMap<object, Map<string, Kept>>()

function memoryOf(gridId: string): Kept {
  const client = db()
  const memory = memories.get(client) ?? new Map<string, Kept>()
  memories.set(client, memory)
  const kept = memory.get(gridId) ?? { lastId: 0, changes: new Map<string, Change[]>() }
  memory.set(gridId, kept)
  return kept
}

/** What is recorded of a grid's nodes; only rows newer than the last look are read. */
export async function changeLog(gridId: string): Promise<{ log: ChangeLog; lastId: number }> {
  const kept = memoryOf(gridId)
  for (;;) {
    const rows = await db().nodeChange.findMany({
      where: { gridId, id: { gt: kept.lastId } },
      orderBy: { id: 'asc' },
      take: PAGE,
    })
    for (const row of rows) {
      // Two looks at the same time read the same rows.
      if (row.id <= kept.lastId) continue
      kept.lastId = row.id
      const change = { at: row.at.getTime(), freshness: row.freshness as Seen }
      const list = kept.changes.get(row.nodeId)
      if (list) list.push(change)
      else kept.changes.set(row.nodeId, [change])
    }
    if (rows.length < PAGE) return { log: kept.changes, lastId: kept.lastId }
  }
}

/** Forgets what was read of a grid, after old rows were removed. */
export function forgetChanges(gridId: string): void {
  memories.get(db())?.delete(gridId)
}

/** When we listened to a grid, oldest first. Two refreshes at once may both have begun a watch: what overlaps is one. */
export async function watchesOf(gridId: string): Promise<Watch[]> {
  const rows = await db().gridWatch.findMany({ where: { gridId }, orderBy: { start: 'asc' } })
  const watches: Watch[] = []
  for (const row of rows) {
    const watch = { start: row.start.getTime(), end: row.end.getTime() }
    const last = watches.at(-1)
    if (last && watch.start <= last.end) last.end = Math.max(last.end, watch.end)
    else watches.push(watch)
  }
  return watches
}
