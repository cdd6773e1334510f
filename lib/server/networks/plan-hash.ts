import { createHash } from 'node:crypto'
import type { NetworkDesign, PlannedNetwork } from '@/lib/network/model'

/** What a plan's hash covers: everything that would be sent, but no instants. */
export interface HashInput {
  networkId: string
  gridId: string
  design: NetworkDesign
  planned: PlannedNetwork | null
  /** ids of reservations that stand now */
  standing: readonly string[]
  /** nodes that get a reservation */
  posts: readonly string[]
  deletes: readonly string[]
  /** the network's newest operation: the same design planned after it is another plan */
  after: string | null
}

/** 64 hex digits that pin a plan: equal exactly when applying would send the same. */
export function planHash(input: HashInput): string {
  const { networkId, gridId, design, planned, after } = input
  const content = {
    networkId,
    gridId,
    name: design.name,
    range: design.range,
    mode: design.mode,
    resources: (planned?.resources ?? []).map(
      ({ nodeId, subnet, publicKey, listenPort, peers }) => ({
        nodeId,
        subnet,
        publicKey,
        listenPort,
        peers: peers.map((peer) => ({ ...peer, allowedIps: [...peer.allowedIps].sort() })),
      }),
    ),
    standing: [...input.standing].sort(),
    posts: [...input.posts].sort(),
    deletes: [...input.deletes].sort(),
    after,
  }
  return createHash('sha256').update(canonical(content)).digest('hex')
}

/** JSON with sorted keys: the same content is the same text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  )
}
