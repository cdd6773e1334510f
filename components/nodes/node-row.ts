import type { NodeView } from '@/lib/schemas/views'

/** What the table needs of a node: ten thousand of them travel in one page. */
export interface NodeRow {
  /** grid and node: one node id may be known to two explorers */
  key: string
  gridId: string
  nodeId: string
  farm: string
  city: string
  country: string
  freshness: NodeView['freshness']
  endpoint: NodeView['endpointClass']
  simulated: boolean
  reportedAt: string
  cpu: Capacity
  memory: Capacity
  ssd: Capacity
}

/** GiB, or vCPU. */
export interface Capacity {
  total: number
  used: number
  free: number
}

export function toNodeRow(node: NodeView): NodeRow {
  const capacity = (unit: 'cru' | 'mru' | 'sru'): Capacity => ({
    total: node.total[unit],
    used: node.used[unit],
    free: node.free[unit],
  })
  return {
    key: nodeKey(node.gridId, node.nodeId),
    gridId: node.gridId,
    nodeId: node.nodeId,
    farm: node.farmName,
    city: node.city,
    country: node.country,
    freshness: node.freshness,
    endpoint: node.endpointClass,
    simulated: node.engine === 'simulated',
    reportedAt: node.reportedAt,
    cpu: capacity('cru'),
    memory: capacity('mru'),
    ssd: capacity('sru'),
  }
}

export function nodeKey(gridId: string, nodeId: string): string {
  return `${gridId}/${nodeId}`
}

/** Nodes have no name on the grid: the city stands for it, else the country. */
export function nodeTitle(node: { city: string; country: string }): string {
  return node.city || node.country || 'Unknown place'
}
