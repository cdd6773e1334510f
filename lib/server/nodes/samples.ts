import { RELIABILITY_MS, type Seen } from '@/lib/nodes/reliability'
import { db } from '@/lib/server/db/client'
import { UP_INTERVAL_MS } from '@/lib/server/grids/backoff'
import { changeLog, forgetChanges } from './change-log'
import { nodeLabel } from './node-label'
import { listNodes } from './nodes'
import { tellChanges } from './sample-events'

/** How often the end of a watch is written while nothing else happens. */
const WRITE_EVERY_MS = 60_000
/** After a silence longer than this nothing is known of the time between. */
const GAP_MS = 3 * UP_INTERVAL_MS + WRITE_EVERY_MS
/** A day more than reliability looks back, so that its first hour is whole. */
const KEEP_MS = RELIABILITY_MS + 86_400_000
const PRUNE_EVERY_MS = 3_600_000
const CHUNK = 500

/**
 * Notes what a grid's nodes are after a refresh that answered: the nodes whose status changed, and that we listened.
 * Writes nothing but the watch's end, once a minute, while nothing changes.
 *
 * @param now unix milliseconds
 */
export async function recordSamples(gridId: string, now: number): Promise<void> {
  const { log } = await changeLog(gridId)
  const nodes = await listNodes({ gridId }, now)
  const labels = new Map(nodes.map((node) => [node.nodeId, nodeLabel(node)]))
  const seen = new Map<string, Seen>(nodes.map((node) => [node.nodeId, node.freshness]))
  for (const nodeId of log.keys()) if (!seen.has(nodeId)) seen.set(nodeId, 'gone')
  const changes = [...seen].filter(
    ([nodeId, freshness]) => log.get(nodeId)?.at(-1)?.freshness !== freshness,
  )
  const before = new Map(changes.map(([nodeId]) => [nodeId, log.get(nodeId)?.at(-1)?.freshness]))
  const at = new Date(now)
  for (let from = 0; from < changes.length; from += CHUNK)
    await db().nodeChange.createMany({
      data: changes
        .slice(from, from + CHUNK)
        .map(([nodeId, freshness]) => ({ gridId, nodeId, at, freshness })),
    })
  await tellChanges(gridId, before, changes, (nodeId) => labels.get(nodeId))
  await extendWatch(gridId, now)
  await pruneNow(gridId, now)
}

async function extendWatch(gridId: string, now: number): Promise<void> {
  const last = await db().gridWatch.findFirst({ where: { gridId }, orderBy: { end: 'desc' } })
  const silence = last ? now - last.end.getTime() : Number.POSITIVE_INFINITY
  if (!last || silence > GAP_MS) {
    const at = new Date(now)
    await db().gridWatch.create({ data: { gridId, start: at, end: at } })
  } else if (silence >= WRITE_EVERY_MS)
    await db().gridWatch.update({ where: { id: last.id }, data: { end: new Date(now) } })
}

const prunedAt = new Map<string, number>()

/** Removes what reliability no longer looks at; a node's last change before that stays, it says what the node was since. */
async function pruneNow(gridId: string, now: number): Promise<void> {
  if (now - (prunedAt.get(gridId) ?? 0) < PRUNE_EVERY_MS) return
  prunedAt.set(gridId, now)
  const oldest = now - KEEP_MS
  await db().gridWatch.deleteMany({ where: { gridId, end: { lt: new Date(oldest) } } })
  const rows = await db().nodeChange.findMany({
    where: { gridId, at: { lt: new Date(oldest) } },
    orderBy: { id: 'desc' },
    select: { id: true, nodeId: true, freshness: true },
  })
  const { log } = await changeLog(gridId)
  const newest = new Set<string>()
  const old = rows.filter(({ nodeId, freshness }) => {
    const isNewest = !newest.has(nodeId)
    newest.add(nodeId)
    // A node that was gone all the while needs no memory.
    const isForgotten = freshness === 'gone' && (log.get(nodeId)?.at(-1)?.at ?? 0) < oldest
    return !isNewest || isForgotten
  })
  for (let from = 0; from < old.length; from += CHUNK)
    await db().nodeChange.deleteMany({
      where: { id: { in: old.slice(from, from + CHUNK).map(({ id }) => id) } },
    })
  if (old.length > 0) forgetChanges(gridId)
}
