/**
 * The design model: what a person draws. Peers, keys and endpoints are not part of it; they are computed from the design
 * and the facts of the grid at the moment of planning.
 */

/** How peers are planned: `compat` exactly as tfuser does, `safe` without its routing faults. */
export type PeerMode = 'compat' | 'safe'

export interface ResourceDesign {
  nodeId: string
  /** IPv4 /24 inside the network's range */
  subnet: string
  /** UDP port, 1024–65535 */
  listenPort: number
  /** treat the node as hidden whatever addresses it has */
  forceHidden: boolean
}

export interface DeviceDesign {
  /** stable id, unique in the network */
  id: string
  name: string
  /** node whose resource the device dials */
  accessNodeId: string
  /** IPv4 /24 inside the range; its tunnel address is the device's only address */
  subnet: string
  /** address family of the endpoint in its wg.conf */
  family: 'ipv4' | 'ipv6'
  /** base64; set when the user keeps the private key */
  ownPublicKey?: string | undefined
  /** bytes, 1280–1420, for a way that carries less than usual; undefined: wg-quick finds it */
  mtu?: number | undefined
}

export interface NetworkDesign {
  name: string
  /** IPv4 CIDR with prefix length 16 */
  range: string
  mode: PeerMode
  resources: readonly ResourceDesign[]
  devices: readonly DeviceDesign[]
  /** routers chosen by the user, in order of preference: node ids */
  routers: readonly string[]
}

/** Facts of the grid that planning needs of one node. */
export interface NodeFacts {
  nodeId: string
  /** public endpoints, addresses without port, in the order the explorer gives; empty: hidden */
  endpoints: readonly string[]
  /** WireGuard ports other workloads use on the node */
  takenPorts: readonly number[]
  freshness: 'up' | 'late' | 'down'
  /** no vCPU or no memory is free: the network fits, a machine does not */
  full?: boolean | undefined
  /** what people call it, for sentences: city and country, else the short key */
  label: string
}

/** Input of planPeers: a network with its public keys and endpoints. Same shape as tfuser's generator input. */
export interface PeerNetwork {
  name: string
  ipRange: string
  resources: readonly PeerResource[]
  accessPoints: readonly PeerAccessPoint[]
  /** routers chosen by the user (safe mode only), node ids in order of preference */
  routers?: readonly string[]
}

export interface PeerResource {
  nodeId: string
  subnet: string
  publicKey: string
  listenPort: number
  /** public endpoints without port; empty: hidden */
  endpoints: readonly string[]
}

/** A device as the planner sees it. */
export interface PeerAccessPoint {
  /** node it dials */
  nodeId: string
  subnet: string
  publicKey: string
  ip4: boolean
}

export interface Peer {
  subnet: string
  publicKey: string
  allowedIps: readonly string[]
  /** `ip:port`, `[v6]:port` or empty */
  endpoint: string
}

export interface PlannedResource extends PeerResource {
  peers: readonly Peer[]
}

/** A pair that cannot reach each other, with the reason as one sentence. */
export interface UnreachablePair {
  from: string
  to: string
  reason: string
}

export interface PlannedNetwork {
  name: string
  ipRange: string
  resources: readonly PlannedResource[]
  unreachable: readonly UnreachablePair[]
}

/** Canvas positions by object id (`node:<id>`, `device:<id>`), px. */
export type Positions = Readonly<Record<string, { x: number; y: number }>>

/** Something wrong with a design. `error` blocks submitting, `warning` does not. */
export interface Problem {
  code: ProblemCode
  severity: 'error' | 'warning'
  /** objects concerned: `node:<id>`, `device:<id>` or `network` */
  objects: readonly string[]
  /** one sentence: place first, then what is wrong and what to do */
  message: string
  /** offered by a button; `label` names the result, e.g. "Use 5148" */
  fix?: { label: string; command: DesignCommand } | undefined
}

export const PROBLEM_CODES = [
  'NAME_INVALID',
  'RANGE_INVALID',
  'RANGE_IS_PUBLIC',
  'RANGE_OVERLAPS_LAN',
  'NO_RESOURCES',
  'SUBNET_INVALID',
  'SUBNET_OUTSIDE',
  'SUBNET_DUPLICATE',
  'SUBNET_OVERLAP',
  'TUNNEL_COLLISION',
  'PORT_INVALID',
  'PORT_IN_USE',
  'NODE_UNKNOWN',
  'NODE_DOWN',
  'NODE_LATE',
  'NODE_FULL',
  'NO_ROUTER',
  'ROUTER_UNFIT',
  'SINGLE_ROUTER',
  'HIDDEN_ACCESS_POINT',
  'ENDPOINT_FAMILY',
  'NETWORK_CYCLE',
  'PAIR_UNREACHABLE',
  'DUPLICATE_ALLOWED_IPS',
  'FAMILY_MISMATCH',
  'DEVICE_KEY_INVALID',
  'MTU_INVALID',
  'OBJECT_DUPLICATE',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** Every change to a design is one of these; all of them can be undone because the old design is kept. */
export type DesignCommand =
  | { type: 'add-resource'; nodeId: string; takenPorts: readonly number[]; seed: number }
  | { type: 'remove-resource'; nodeId: string }
  | { type: 'set-resource'; nodeId: string; patch: Partial<Omit<ResourceDesign, 'nodeId'>> }
  | {
      type: 'add-device'
      id: string
      name: string
      accessNodeId: string
      family?: 'ipv4' | 'ipv6' | undefined
      ownPublicKey?: string | undefined
    }
  | { type: 'remove-device'; id: string }
  | { type: 'set-device'; id: string; patch: Partial<Omit<DeviceDesign, 'id'>> }
  | {
      type: 'set-network'
      patch: Partial<Pick<NetworkDesign, 'name' | 'range' | 'mode' | 'routers'>>
    }
