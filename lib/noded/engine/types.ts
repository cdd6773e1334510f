import type { Identity } from '@/lib/crypto/identity'
import type { WirePeer, WireResourceAmount, WorkloadType } from '@/lib/protocol/types'

/** What the engine knows of the machine it decides for. */
export interface Machine {
  identity: Identity
  total: WireResourceAmount
  /** what the machine itself takes, before any workload */
  reserved: WireResourceAmount
}

/** One node's part of a network, as it was read from a reservation. */
export interface NetworkPart {
  name: string
  range: string
  subnet: string
  port: number
  publicKey: string
  peers: WirePeer[]
}

/** Where a VM or container sits. */
export interface Attachment {
  /** name of the network; together with the user it names one */
  network: string
  ips: string[]
}

/** A reservation that the node runs. Plain data: it is kept in a file. */
export interface Workload {
  /** `N-1` on the explorer */
  id: string
  number: number
  userId: string
  type: WorkloadType
  /** unix milliseconds; the earlier of the reservation's end and `client.not_after` */
  endsAt: number
  uses: WireResourceAmount
  network: NetworkPart | null
  attachment: Attachment | null
  /** ids of volumes it mounts */
  mounts: string[]
}

/** What a check finds in `data`: what to take and keep, and the data of the result. */
export interface Accepted {
  uses?: WireResourceAmount
  network?: NetworkPart
  attachment?: Attachment
  mounts?: string[]
  /** data of the result; left out: null */
  result?: unknown
}

/** What surrounds a check of one reservation's `data`. */
export interface CheckContext {
  machine: Machine
  /** live workloads, the reservation itself not among them */
  live: readonly Workload[]
  userId: string
  id: string
}

/** What becomes of a reservation. */
export type Decision =
  | { kind: 'run'; workload: Workload; step: string | null; resultData: string }
  /** answered with an error */
  | { kind: 'refuse'; error: string; endsAt: number }
  /** no answer, only "deleted": it is over, or was never to run */
  | { kind: 'discard' }
