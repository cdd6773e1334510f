import { DomainError } from '@/lib/errors/domain-error'
import type { NodeFacts } from '@/lib/network/model'
import type { NodeView } from '@/lib/schemas/views'
import { db } from '@/lib/server/db/client'
import { freshnessOf } from './freshness'
import { nodeLabel } from './node-label'
import { farmKey, nodeIndex } from './node-index'
import type { NodeRecord } from './node-record'
import { isFull } from '@/lib/nodes/full'
import { nodeRecord } from './node-record'

type FarmNames = ReadonlyMap<string, string>
const NODE_COLUMNS = { gridId: true, nodeId: true, raw: true, status: true, reportedAt: true }

function toNodeView(record: NodeRecord, farms: FarmNames, now: number): NodeView {
  return {
    ...record,
    farmName: farms.get(farmKey(record.gridId, record.farmId)) ?? `Farm ${record.farmId}`,
    freshness: freshnessOfRecord(record, now),
  }
}

function freshnessOfRecord(record: NodeRecord, now: number) {
  const reportedAt = Date.parse(record.reportedAt)
  return freshnessOf({ reportedAt, hasEngine: record.engine !== null }, now)
}

/**
 * Every node of a grid, or of all grids, from the cache; also while a grid is down.
 * @param now unix milliseconds, to judge reports by
 */
export async function listNodes(
  { gridId }: { gridId?: string | undefined } = {},
  now = Date.now(),
): Promise<NodeView[]> {
  const { records, farmNames } = await nodeIndex()
  const wanted = gridId ? records.filter((record) => record.gridId === gridId) : records
  return wanted.map((record) => toNodeView(record, farmNames, now))
}

/**
 * One node from the cache.
 * @throws DomainError `NOT_FOUND`
 */
export async function getNode(gridId: string, nodeId: string): Promise<NodeView> {
  const [row, farms] = await Promise.all([
    db().gridNode.findUnique({
      where: { gridId_nodeId: { gridId, nodeId } },
      select: NODE_COLUMNS,
    }),
    db().gridFarm.findMany({ where: { gridId }, select: { farmId: true, name: true } }),
  ])
  const record = row && nodeRecord(row)
  const names = new Map(farms.map((farm) => [farmKey(gridId, farm.farmId), farm.name]))
  const view = record && toNodeView(record, names, Date.now())
  if (!view)
    throw new DomainError('NOT_FOUND', 'There is no such node on that grid. Pick one from Nodes.', {
      gridId,
      nodeId,
    })
  return view
}

/** What planning needs of nodes, by node id; unknown ones are not in the map. */
export async function nodeFacts(
  gridId: string,
  nodeIds: readonly string[],
): Promise<Map<string, NodeFacts>> {
  const rows = await db().gridNode.findMany({
    where: { gridId, nodeId: { in: [...new Set(nodeIds)] } },
    select: NODE_COLUMNS,
  })
  const now = Date.now()
  const records = rows.flatMap((row) => nodeRecord(row) ?? [])
  return new Map(records.map((record) => [record.nodeId, toFacts(record, now)]))
}

function toFacts(record: NodeRecord, now: number): NodeFacts {
  return {
    nodeId: record.nodeId,
    endpoints: record.endpoints,
    takenPorts: record.takenPorts,
    freshness: freshnessOfRecord(record, now),
    full: isFull(record),
    label: nodeLabel(record),
  }
}
