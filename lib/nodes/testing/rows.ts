import { nodeKey, searchText, type NodeRow } from '@/lib/nodes/node-row'

/** A node for tests: up in Ghent with half its capacity free. */
export function testRow(nodeId: string, patch: Partial<NodeRow> = {}): NodeRow {
  const half = { total: 8, used: 4, free: 4 }
  const row: NodeRow = {
    key: '',
    gridId: 'g1',
    grid: 'devnet',
    nodeId,
    farmId: 1,
    farm: 'Scheldt Compute',
    city: 'Ghent',
    country: 'Belgium',
    continent: 'Europe',
    latitude: 51.05,
    longitude: 3.72,
    freshness: 'up',
    endpoint: 'dual',
    engine: 'simulated',
    os: 'v1',
    uptime: 3600,
    reportedAt: 1_800_000_000_000,
    cpu: half,
    memory: half,
    ssd: half,
    hdd: half,
    ports: [],
    networks: [],
    reservations: 0,
    reliability: null,
    watched: 0,
    text: '',
    ...patch,
  }
  return { ...row, key: nodeKey(row.gridId, row.nodeId), text: searchText(row) }
}
