import { familyOf } from '@/lib/network/endpoints'
import { VM_SIZES } from '@/lib/protocol/workload-limits'
import type { VmSize } from '../model'

/** What choosing must know of a node. */
export interface QuickNode {
  nodeId: string
  /** what people call it */
  label: string
  farmId: number
  farmName: string
  freshness: 'up' | 'late' | 'down'
  /** free amounts: vCPU, GiB memory, GiB SSD */
  free: { cru: number; mru: number; sru: number }
  /** public endpoints, addresses without port; empty: hidden */
  endpoints: readonly string[]
  /** WireGuard ports other workloads use */
  takenPorts: readonly number[]
  /** what runs it; null: the explorer does not say */
  engine: 'linux' | 'simulated' | null
}

/** Why a node cannot carry a VM. */
export type Unfit = 'down' | 'late' | 'full'

/** Why the node cannot carry a VM of this size; null: it can. */
export function unfitReason(
  node: Pick<QuickNode, 'freshness' | 'free'>,
  size: VmSize,
): Unfit | null {
  if (node.freshness !== 'up') return node.freshness
  const { cru, mru, sru } = VM_SIZES[size]
  const { free } = node
  return free.cru >= cru && free.mru >= mru && free.sru >= sru ? null : 'full'
}

/** What a VM of a size takes, in words. */
export function sizeWords(size: VmSize): string {
  const { cru, mru, sru } = VM_SIZES[size]
  return `${cru} vCPU, ${mru} GiB memory, ${sru} GiB SSD`
}

/** Whether the node has an endpoint of this family. */
export function hasFamily(node: Pick<QuickNode, 'endpoints'>, family: 'ipv4' | 'ipv6'): boolean {
  return node.endpoints.some((endpoint) => familyOf(endpoint) === family)
}
