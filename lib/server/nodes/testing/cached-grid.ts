import { db } from '@/lib/server/db/client'
import { testNode, testNodeId } from '@/lib/server/grids/testing/fake-explorer'

/** A grid in the cache, never asked. */
export async function cachedGrid(name = 'devnet'): Promise<string> {
  const grid = await db().grid.create({
    data: { name, kind: 'explorer', url: `http://${name}.example` },
  })
  return grid.id
}

/** Puts a node into the cache as a refresh would, reported at `reportedAt`. */
export async function cacheNode(
  gridId: string,
  index: number,
  { reportedAt = new Date(), ...change }: Record<string, unknown> & { reportedAt?: Date } = {},
): Promise<string> {
  const nodeId = testNodeId(index)
  const updated = Math.floor(reportedAt.getTime() / 1000)
  const raw = testNode(index, { updated, ...change })
  const row = {
    farmId: raw.farm_id,
    raw: JSON.stringify(raw),
    reportedAt,
    fetchedAt: new Date(),
  }
  await db().gridNode.upsert({
    where: { gridId_nodeId: { gridId, nodeId } },
    create: { gridId, nodeId, ...row },
    update: row,
  })
  return nodeId
}
