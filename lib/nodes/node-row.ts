/** GiB, or vCPU. */
export interface Capacity {
  total: number
  used: number
  free: number
}

/** A node as lists, filters, maps and tables see it, the same on server and client. */
export interface NodeRow {
  /** grid and node: one node id may be known to two explorers */
  key: string
  gridId: string
  /** the grid's name */
  grid: string
  nodeId: string
  farmId: number
  farm: string
  city: string
  country: string
  continent: string
  /** degrees; 0, 0 when the node does not say */
  latitude: number
  longitude: number
  freshness: 'up' | 'late' | 'down'
  endpoint: 'dual' | 'ipv4' | 'ipv6' | 'hidden'
  engine: 'simulated' | 'linux' | 'unknown'
  os: string
  /** seconds since it started, as it says itself */
  uptime: number
  /** unix milliseconds of its last report */
  reportedAt: number
  cpu: Capacity
  memory: Capacity
  ssd: Capacity
  hdd: Capacity
  /** WireGuard ports in use there */
  ports: readonly number[]
  /** ids of the networks drawn here that have it */
  networks: readonly string[]
  /** live reservations of ours there */
  reservations: number
  /** share of the watched time in which it reported, 0 to 1; null while nothing is known */
  reliability: number | null
  /** milliseconds of the last 30 days in which we watched it */
  watched: number
  /** what words are looked for in, lower case */
  text: string
}

/** One name for a node of one grid. */
export function nodeKey(gridId: string, nodeId: string): string {
  return `${gridId}/${nodeId}`
}

/** What the words of a filter are looked for in. */
export function searchText(row: Pick<NodeRow, 'city' | 'country' | 'farm' | 'nodeId'>): string {
  return `${row.city} ${row.country} ${row.farm} ${row.nodeId}`.toLowerCase()
}

/** Used share of the scarcest of vCPU, memory and SSD, 0 to 1. */
export function usedShare({ cpu, memory, ssd }: Pick<NodeRow, 'cpu' | 'memory' | 'ssd'>): number {
  const shares = [cpu, memory, ssd].map(({ total, used }) => (total > 0 ? used / total : 0))
  return Math.min(1, Math.max(...shares))
}

/** Whether the node said where it is: 0°, 0° is where those are that did not. */
export function isPlaced({ latitude, longitude }: Pick<NodeRow, 'latitude' | 'longitude'>) {
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  return isOnEarth && (latitude !== 0 || longitude !== 0)
}
