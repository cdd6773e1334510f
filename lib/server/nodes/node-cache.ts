import type { WireFarm, WireNode } from '@/lib/protocol/types'
import { db } from '@/lib/server/db/client'
import type { GridRecord } from '@/lib/server/grid/driver'

/** Rows per transaction: long ones would keep other writers waiting. */
const CHUNK = 500

/** What a refresh changed. */
export interface CacheChange {
  /** ids of nodes that are new or say something new */
  changed: readonly string[]
  removed: readonly string[]
}

const stamps = new Map<string, number>()

/** The instant of a write, later than the grid's writes before it: whoever keeps nodes in memory sees by it what is new. */
function nextStamp(gridId: string, fetchedAt: Date): Date {
  const stamp = Math.max(fetchedAt.getTime(), (stamps.get(gridId) ?? 0) + 1)
  stamps.set(gridId, stamp)
  return new Date(stamp)
}

function chunks<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, index) =>
    items.slice(index * CHUNK, (index + 1) * CHUNK),
  )
}

/**
 * Makes the cached nodes of a grid those of `records`; rows whose text did not change are not written.
 * @param fetchedAt when they were read
 */
export async function replaceNodes(
  gridId: string,
  records: readonly GridRecord<WireNode>[],
  fetchedAt: Date,
): Promise<CacheChange> {
  const rows = await db().gridNode.findMany({
    where: { gridId },
    select: { nodeId: true, raw: true, status: true },
  })
  const known = new Map(rows.map((row) => [row.nodeId, row]))
  const changed = records.filter(({ raw, value }) => known.get(value.node_id)?.raw !== raw)
  await writeNodes(gridId, changed, (nodeId) => known.get(nodeId)?.status ?? null, fetchedAt)
  const listed = new Set(records.map(({ value }) => value.node_id))
  const removed = rows.map((row) => row.nodeId).filter((nodeId) => !listed.has(nodeId))
  for (const nodeIds of chunks(removed))
    await db().gridNode.deleteMany({ where: { gridId, nodeId: { in: nodeIds } } })
  return { changed: changed.map(({ value }) => value.node_id), removed }
}

/** Refreshes a few cached nodes and leaves the others alone. */
export async function updateNodes(
  gridId: string,
  records: readonly GridRecord<WireNode>[],
  fetchedAt: Date,
): Promise<void> {
  const rows = await db().gridNode.findMany({
    where: { gridId, nodeId: { in: records.map(({ value }) => value.node_id) } },
    select: { nodeId: true, raw: true, status: true },
  })
  const known = new Map(rows.map((row) => [row.nodeId, row]))
  const changed = records.filter(({ raw, value }) => known.get(value.node_id)?.raw !== raw)
  await writeNodes(gridId, changed, (nodeId) => known.get(nodeId)?.status ?? null, fetchedAt)
}

// Deleting and inserting in bulk is two statements per chunk, where upserting would be one per row.
async function writeNodes(
  gridId: string,
  records: readonly GridRecord<WireNode>[],
  statusOf: (nodeId: string) => string | null,
  fetchedAt: Date,
): Promise<void> {
  for (const chunk of chunks(records)) {
    const stamp = nextStamp(gridId, fetchedAt)
    const data = chunk.map(({ raw, value }) => ({
      gridId,
      nodeId: value.node_id,
      farmId: value.farm_id,
      raw,
      status: statusOf(value.node_id),
      reportedAt: new Date(value.updated * 1000),
      fetchedAt: stamp,
    }))
    const nodeIds = data.map((row) => row.nodeId)
    await db().$transaction([
      db().gridNode.deleteMany({ where: { gridId, nodeId: { in: nodeIds } } }),
      db().gridNode.createMany({ data }),
    ])
  }
}

/** Keeps what nodes said of themselves. */
export async function writeStatuses(
  gridId: string,
  statuses: ReadonlyMap<string, string>,
): Promise<void> {
  for (const chunk of chunks([...statuses])) {
    const fetchedAt = nextStamp(gridId, new Date())
    await db().$transaction(
      chunk.map(([nodeId, status]) =>
        db().gridNode.updateMany({
          where: { gridId, nodeId, OR: [{ status: null }, { status: { not: status } }] },
          data: { status, fetchedAt },
        }),
      ),
    )
  }
}

/** Makes the cached farms of a grid those of `records`. */
export async function replaceFarms(
  gridId: string,
  records: readonly GridRecord<WireFarm>[],
  fetchedAt: Date,
): Promise<void> {
  const rows = await db().gridFarm.findMany({ where: { gridId } })
  const known = new Map(rows.map((row) => [row.farmId, row.raw]))
  const changed = records.filter(({ raw, value }) => known.get(value.id) !== raw)
  const listed = new Set(records.map(({ value }) => value.id))
  const gone = rows.map((row) => row.farmId).filter((farmId) => !listed.has(farmId))
  const stale = [...gone, ...changed.map(({ value }) => value.id)]
  for (const farmIds of chunks(stale))
    await db().gridFarm.deleteMany({ where: { gridId, farmId: { in: farmIds } } })
  for (const chunk of chunks(changed))
    await db().gridFarm.createMany({
      data: chunk.map(({ raw, value }) => ({
        gridId,
        farmId: value.id,
        name: value.name || `Farm ${value.id}`,
        raw,
        fetchedAt,
      })),
    })
}
