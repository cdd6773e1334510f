/**
 * The cluster model: what a person asks for. Every machine becomes one `kubernetes` reservation on its node; the cluster's
 * secret is not part of it (it is sealed apart) and its master's address is the first machine's.
 */

export type MachineRole = 'master' | 'worker'

/** 1: 1 vCPU, 2 GiB memory, 50 GiB disk; 2: 2 vCPU, 4 GiB, 100 GiB. */
export type VmSize = 1 | 2

/** One VM. A network resource has room for one VM, so its node names it within the cluster. */
export interface MachineDesign {
  nodeId: string
  role: MachineRole
  size: VmSize
  /** IPv4 address inside the node's subnet; never `.0`, `.1` (the node's own) or `.255` */
  ip: string
}

export interface ClusterDesign {
  name: string
  /** the master comes first */
  machines: readonly MachineDesign[]
  /** public keys, one line each, several allowed: `ssh-ed25519 AAAA… comment` */
  sshKeys: readonly string[]
}

/** What planning must know of the network a cluster stands on. */
export interface ClusterNetwork {
  name: string
  /** IPv4 CIDR with prefix length 16 */
  range: string
  /** node id → /24 */
  subnets: ReadonlyMap<string, string>
  /** addresses that other workloads have, by node id: other clusters' VMs and containers */
  taken: ReadonlyMap<string, readonly string[]>
  /** nodes that already carry a VM of another cluster in this network, with the cluster's name */
  occupied: ReadonlyMap<string, string>
}

/** What planning must know of a node. */
export interface MachineFacts {
  nodeId: string
  /** what people call it */
  label: string
  freshness: 'up' | 'late' | 'down'
  /** free amounts: vCPU, GiB memory, GiB SSD; what this cluster already uses there counts as free */
  free: { cru: number; mru: number; sru: number }
}

export const CLUSTER_PROBLEM_CODES = [
  'CLUSTER_NAME_INVALID',
  'NO_MASTER',
  'SEVERAL_MASTERS',
  'NO_SSH_KEY',
  'SSH_KEY_INVALID',
  'SSH_KEYS_TOO_LONG',
  'NODE_NOT_IN_NETWORK',
  'NODE_TWICE',
  'NODE_OCCUPIED',
  'NODE_UNKNOWN',
  'NODE_DOWN',
  'NODE_LATE',
  'CAPACITY_LOW',
  'ADDRESS_INVALID',
  'ADDRESS_OUTSIDE',
  'ADDRESS_RESERVED',
  'ADDRESS_TAKEN',
  'MASTER_MOVES',
] as const
export type ClusterProblemCode = (typeof CLUSTER_PROBLEM_CODES)[number]

/** One change of one machine that solves a problem; `label` names the result: "Use 10.40.1.3". */
export interface MachineFix {
  label: string
  nodeId: string
  patch: { ip: string } | { size: VmSize }
}

/** Something wrong with a cluster's design. `error` blocks submitting, `warning` does not. */
export interface ClusterProblem {
  code: ClusterProblemCode
  severity: 'error' | 'warning'
  /** `machine:<node id>` or `cluster` */
  objects: readonly string[]
  /** one sentence: place first, then what is wrong and what to do */
  message: string
  /** offered by a button */
  fix?: MachineFix | undefined
}
