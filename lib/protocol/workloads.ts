import { encodeGoJson, parseJsonLossless } from './go-json'
import type { WireClientMark, WireNetwork } from './types'

/** Fields of a `kubernetes` workload; no master addresses makes it a master. */
export interface KubernetesWorkload {
  /** 1: 1 vCPU, 2 GiB; 2: 2 vCPU, 4 GiB */
  size: 1 | 2
  /** the network's name */
  network_id: string
  ip: string
  /** hex of a box sealed for the node */
  cluster_secret: string
  master_ips: readonly string[]
  ssh_keys: readonly string[]
}

export interface ContainerWorkload {
  flist: string
  flist_storage: string
  env: Readonly<Record<string, string>>
  entrypoint: string
  interactive: boolean
  mounts: readonly { volume_id: string; mountpoint: string }[]
  network: { network_id: string; ips: readonly string[]; public_ip6: boolean }
  /** memory in MiB */
  capacity: { cpu: number; memory: number }
}

export interface VolumeWorkload {
  /** GiB */
  size: number
  type: 'HDD' | 'SSD'
}

export interface ZdbWorkload {
  /** GiB */
  size: number
  mode: 'seq' | 'user'
  /** hex of a box sealed for the node; empty: none */
  password: string
  disk_type: 'HDD' | 'SSD'
  public: boolean
}

export interface DebugWorkload {
  host: string
  port: number
  channel: string
}

/** `data` of a network reservation. Give a network that holds only the node's own resource. */
export function networkData(network: WireNetwork, mark?: WireClientMark): string {
  const net_resources = network.net_resources.map((resource) => ({
    node_id: resource.node_id,
    subnet: resource.subnet,
    wg_private_key: resource.wg_private_key,
    wg_public_key: resource.wg_public_key,
    wg_listen_port: resource.wg_listen_port,
    peers: resource.peers.map(({ subnet, wg_public_key, allowed_ips, endpoint }) => ({
      subnet,
      wg_public_key,
      allowed_ips,
      endpoint,
    })),
  }))
  const { name, net_id, ip_range } = network
  return marked({ name, net_id, ip_range, net_resources }, mark)
}

/** `data` of a kubernetes reservation. */
export function kubernetesData(workload: KubernetesWorkload, mark?: WireClientMark): string {
  const { size, network_id, ip, cluster_secret, master_ips, ssh_keys } = workload
  return marked({ size, network_id, ip, cluster_secret, master_ips, ssh_keys }, mark)
}

/** `data` of a container reservation; the environment is sorted by name, as Go writes maps. */
export function containerData(workload: ContainerWorkload, mark?: WireClientMark): string {
  const { flist, flist_storage, entrypoint, interactive } = workload
  const env = Object.fromEntries(
    Object.entries(workload.env).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  )
  const mounts = workload.mounts.map(({ volume_id, mountpoint }) => ({ volume_id, mountpoint }))
  const { network_id, ips, public_ip6 } = workload.network
  const { cpu, memory } = workload.capacity
  return marked(
    {
      flist,
      flist_storage,
      env,
      entrypoint,
      interactive,
      mounts,
      network: { network_id, ips, public_ip6 },
      capacity: { cpu, memory },
    },
    mark,
  )
}

/** `data` of a volume reservation. */
export function volumeData({ size, type }: VolumeWorkload, mark?: WireClientMark): string {
  return marked({ size, type }, mark)
}

/** `data` of a zdb reservation. */
export function zdbData(workload: ZdbWorkload, mark?: WireClientMark): string {
  const { size, mode, password, disk_type } = workload
  return marked({ size, mode, password, disk_type, public: workload.public }, mark)
}

/** `data` of a debug reservation. */
export function debugData({ host, port, channel }: DebugWorkload, mark?: WireClientMark): string {
  return marked({ host, port, channel }, mark)
}

/** The cockpit's mark in `data`; null when there is none or it is not ours. */
export function readClientMark(data: string): WireClientMark | null {
  if (data === '') return null
  const value = parseJsonLossless(data)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const client = value.client
  if (typeof client !== 'object' || client === null || Array.isArray(client)) return null
  const { step, not_after } = client
  return typeof step === 'string' && typeof not_after === 'number' ? { step, not_after } : null
}

function marked(
  fields: Readonly<Record<string, unknown>>,
  mark: WireClientMark | undefined,
): string {
  return encodeGoJson(
    mark ? { ...fields, client: { step: mark.step, not_after: mark.not_after } } : fields,
  )
}
