/**
 * The grid's wire types, spelled as they travel. Field order is the order on the wire.
 * @see docs/protocol.md
 */

/** The six kinds of workload a reservation can ask for. */
export const WORKLOAD_TYPES = [
  'network',
  'kubernetes',
  'container',
  'volume',
  'zdb',
  'debug',
] as const
export type WorkloadType = (typeof WORKLOAD_TYPES)[number]

/** Amounts a node has or uses: `cru` vCPU, `mru` GiB memory, `hru` GiB HDD, `sru` GiB SSD. */
export interface WireResourceAmount {
  cru: number
  mru: number
  hru: number
  sru: number
}

export interface WireLocation {
  city: string
  country: string
  continent: string
  latitude: number
  longitude: number
}

export interface WireInterface {
  name: string
  /** CIDRs */
  addrs: string[] | null
  gateway: string[] | null
}

export interface WirePublicConfig {
  master: string
  /** 0 macvlan, 1 vlan */
  type: number
  /** CIDR or empty */
  ipv4: string
  /** CIDR or empty */
  ipv6: string
  gw4: string
  gw6: string
  version: number
}

/** A node as `GET /nodes/{id}` gives it. `created` and `updated` are unix seconds, `uptime` seconds. */
export interface WireNode {
  node_id: string
  node_id_v1: string
  farm_id: number
  os_version: string
  created: number
  updated: number
  uptime: number
  address: string
  location: WireLocation
  total_resources: WireResourceAmount
  used_resources: WireResourceAmount
  reserved_resources: WireResourceAmount
  proofs: unknown[] | null
  ifaces: WireInterface[] | null
  public_config: WirePublicConfig | null
  /** WireGuard listen ports in use on the node */
  wg_ports: number[] | null
  approved: boolean
  public_key_hex: string
}

export interface WireFarm {
  id: number
  threebot_id: number
  iyo_organization: string
  name: string
  wallet_addresses: string[] | null
  location: WireLocation
  email: string
  resource_prices: unknown[] | null
}

export interface WirePeer {
  subnet: string
  wg_public_key: string
  allowed_ips: string[]
  /** `ip:port`, `[v6]:port` or empty */
  endpoint: string
}

export interface WireNetworkResource {
  node_id: string
  subnet: string
  /** hex of a box sealed for the node; its plain text is the base64 WireGuard private key */
  wg_private_key: string
  wg_public_key: string
  wg_listen_port: number
  peers: WirePeer[]
}

export interface WireNetwork {
  name: string
  net_id: string
  ip_range: string
  net_resources: WireNetworkResource[]
}

/** Key appended at the end of `data` by the cockpit; original nodes ignore it, the signature covers it. */
export interface WireClientMark {
  step: string
  /** unix seconds after which the workload must not run */
  not_after: number
}

export interface WireResult {
  type: string
  id: string
  created: string
  state: 'ok' | 'error'
  error: string
  data: unknown
  signature: string
}

/**
 * A reservation in memory. `data` is the exact JSON text that travels (already compact and escaped), because it is what
 * is signed; `duration` is in nanoseconds; `created` is RFC 3339 text with up to nine decimals.
 */
export interface Reservation {
  id: string
  nodeId: string
  userId: string
  type: string
  /** JSON text, empty when absent */
  data: string
  created: string
  duration: bigint
  /** 64 bytes, or empty when unsigned */
  signature: Uint8Array
  toDelete: boolean
}

/** `POST /nodes/{id}/status`: an addition of the embedded explorer. */
export interface WireNodeStatus {
  used_resources: WireResourceAmount
  engine: 'simulated' | 'linux'
  version: string
  location: WireLocation
  workloads: { id: string; state: string }[]
  peers: {
    network: string
    public_key: string
    endpoint: string
    /** unix seconds of the last handshake, 0 for none */
    handshake: number
    rx: number
    tx: number
  }[]
}

/** `GET /info`: an addition of the embedded explorer. */
export interface WireExplorerInfo {
  id: string
  version: string
  additions: string[]
}
