import { DomainError } from '@/lib/errors/domain-error'
import type { NodeFacts } from '@/lib/network/model'
import type { FarmView, NodeView } from '@/lib/schemas/views'
import { db } from '@/lib/server/db/client'
import { freshnessOf } from './freshness'
import { nodeLabel } from './node-label'
import type { NodeRecord, NodeRow } from './node-record'
import { nodeRecord } from './node-record'

type FarmNames = ReadonlyMap<string, string>
const farmKey = (gridId: string, farmId: number) => `${gridId}/${farmId}`
const NODE_COLUMNS = { gridId: true, nodeId: true, raw: true, status: true, reportedAt: true }

async function loadFarmNames(gridId?: string): Promise<FarmNames> {
  const farms = await db().gridFarm.findMany({
    where: gridId ? { gridId } : {},
    select: { gridId: true, farmId: true, name: true },
  })
  return new Map(farms.map((farm) => [farmKey(farm.gridId, farm.farmId), farm.name]))
}

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

function toViews(rows: readonly NodeRow[], farms: FarmNames): NodeView[] {
  const now = Date.now()
  return rows.flatMap((row) => {
    const record = nodeRecord(row)
    return record ? [toNodeView(record, farms, now)] : []
  })
}

/** Every node of a grid, or of all grids, from the cache; also while a grid is down. */
export async function listNodes({ gridId }: { gridId?: string | undefined } = {}): Promise<
  NodeView[]
> {
  const where = gridId ? { gridId } : {}
  const [rows, farms] = await Promise.all([
    db().gridNode.findMany({
      where,
      select: NODE_COLUMNS,
      orderBy: [{ gridId: 'asc' }, { farmId: 'asc' }, { nodeId: 'asc' }],
    }),
    loadFarmNames(gridId),
  ])
  return toViews(rows, farms)
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
    loadFarmNames(gridId),
  ])
  const [view] = row ? toViews([row], farms) : []
  if (!view)
    throw new DomainError('NOT_FOUND', 'There is no such node on that grid. Pick one from Nodes.', {
      gridId,
      nodeId,
    })
  return view
}

/** Every farm with how many of its nodes there are and report, by name. */
export async function listFarms(): Promise<FarmView[]> {
  const [nodes, farms] = await Promise.all([
    listNodes(),
    db().gridFarm.findMany({ select: { gridId: true, farmId: true, name: true } }),
  ])
  const counts = new Map<string, { nodes: number; nodesUp: number }>()
  for (const node of nodes) {
    const key = farmKey(node.gridId, node.farmId)
    const count = counts.get(key) ?? { nodes: 0, nodesUp: 0 }
    count.nodes += 1
    if (node.freshness === 'up') count.nodesUp += 1
    counts.set(key, count)
  }
  return farms
    .map((farm) => ({
      ...farm,
      ...(counts.get(farmKey(farm.gridId, farm.farmId)) ?? { nodes: 0, nodesUp: 0 }),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.farmId - b.farmId)
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
    label: nodeLabel(record),
  }
}
