import type { TracedNetwork } from '@/lib/network/trace-conditions'
import type { ResourceSpec } from '../resource'
import type { ResourcePeer } from '../routes'

/** A network as it will stand on this machine: plain data, every name and address decided. */
export interface WorldPlan {
  /** all names have it after their first letter and dash */
  tag: string
  /** namespace of the bridge that everything public hangs on */
  internet: string
  nodes: readonly NodePlan[]
  devices: readonly DevicePlan[]
  /** who is pinged, named as in the reachability matrix and in its order */
  machines: readonly MachinePlan[]
  /** the network with its throwaway keys, for the prediction */
  traced: TracedNetwork
}

export interface MachinePlan {
  /** node id or `device:N` */
  name: string
  /** namespace that pings and is pinged */
  namespace: string
  address: string
  /** name of its WireGuard interface */
  wireguard: string
  /** namespace of that interface */
  home: string
  publicKey: string
}

/** A grid machine: its own namespace with its public addresses, its part of the network, and a VM on that. */
export interface NodePlan {
  nodeId: string
  host: HostPlan
  resource: ResourceSpec
  peers: readonly ResourcePeer[]
  vm: VmPlan
}

/** The families a host has are those of its addresses; behind a NAT it has one private IPv4 address. */
export interface HostPlan {
  namespace: string
  addresses: readonly string[]
  nat: NatPlan | null
}

/** A household's router: outgoing IPv4, nothing unsolicited in. */
export interface NatPlan {
  namespace: string
  /** its public address */
  address: string
  /** its and the host's private address */
  inside: string
  host: string
}

export interface VmPlan {
  namespace: string
  /** with prefix */
  address: string
  gateway: string
}

export interface DevicePlan {
  name: string
  namespace: string
  addresses: readonly string[]
  wireguard: string
  /** the text of its wg.conf */
  config: string
}
