import { tunnelRange } from '@/lib/wireguard/tunnel-address'
import type { NetworkDesign, Peer, PlannedNetwork, PlannedResource } from './model'
import { deviceObject, nodeObject } from './to-peer-network'

/**
 * A line between two objects of the canvas. `tunnel`: both list each other. `via`: no tunnel of its own, traffic goes
 * through the resource `via`.
 */
export interface PlanEdge {
  /** `node:<id>` or `device:<id>` */
  from: string
  to: string
  kind: 'tunnel' | 'via'
  /** `node:<id>` of the router of a `via` edge */
  via?: string
  /** the `from` end can be dialled: it gets an arrowhead */
  dialFrom: boolean
  /** the `to` end can be dialled: it gets an arrowhead */
  dialTo: boolean
  /** what `from` routes to `to`, or to the router for it */
  allowedIps: readonly string[]
  /** what `to` routes back */
  allowedIpsBack: readonly string[]
}

/** Peers of a resource by public key, and by each subnet they carry. */
interface Table {
  resource: PlannedResource
  byKey: ReadonlyMap<string, Peer>
  bySubnet: ReadonlyMap<string, Peer>
}

/** Edges of a planned network: node pairs in list order, then devices. Pairs that do not meet get none. */
export function planEdges(planned: PlannedNetwork, design: NetworkDesign): PlanEdge[] {
  const tables = planned.resources.map(tableOf)
  const nodeOf = new Map(planned.resources.map(({ publicKey, nodeId }) => [publicKey, nodeId]))
  const pairs = tables.flatMap((from, index) =>
    tables
      .slice(index + 1)
      .flatMap((to) => tunnelEdge(from, to) ?? viaEdge(from, to, nodeOf) ?? []),
  )
  return [...pairs, ...deviceEdges(tables, design)]
}

function tableOf(resource: PlannedResource): Table {
  const byKey = new Map(resource.peers.map((peer) => [peer.publicKey, peer]))
  // As WireGuard does: an allowed IP on two peers stays with the last.
  const bySubnet = new Map(
    resource.peers.flatMap((peer) => peer.allowedIps.map((allowed) => [allowed, peer] as const)),
  )
  return { resource, byKey, bySubnet }
}

function tunnelEdge(from: Table, to: Table): PlanEdge | null {
  const there = from.byKey.get(to.resource.publicKey)
  const back = to.byKey.get(from.resource.publicKey)
  if (!there || !back) return null
  return {
    from: nodeObject(from.resource.nodeId),
    to: nodeObject(to.resource.nodeId),
    kind: 'tunnel',
    dialFrom: back.endpoint !== '',
    dialTo: there.endpoint !== '',
    allowedIps: there.allowedIps,
    allowedIpsBack: back.allowedIps,
  }
}

function viaEdge(from: Table, to: Table, nodeOf: ReadonlyMap<string, string>): PlanEdge | null {
  const there = from.bySubnet.get(to.resource.subnet)
  const back = to.bySubnet.get(from.resource.subnet)
  const router = there && nodeOf.get(there.publicKey)
  if (!there || !back || router === undefined) return null
  return {
    from: nodeObject(from.resource.nodeId),
    to: nodeObject(to.resource.nodeId),
    kind: 'via',
    via: nodeObject(router),
    dialFrom: false,
    dialTo: false,
    allowedIps: [to.resource.subnet],
    allowedIpsBack: [from.resource.subnet],
  }
}

function deviceEdges(tables: readonly Table[], { devices, range }: NetworkDesign): PlanEdge[] {
  const byNode = new Map(tables.map((table) => [table.resource.nodeId, table]))
  return devices.flatMap(({ id, accessNodeId, subnet }): PlanEdge[] => {
    const peers = byNode.get(accessNodeId)?.resource.peers ?? []
    const peer = peers.find((candidate) => candidate.subnet === subnet && candidate.endpoint === '')
    if (!peer) return []
    const edge = { from: deviceObject(id), to: nodeObject(accessNodeId), kind: 'tunnel' as const }
    const allowedIps = deviceRanges(range)
    return [{ ...edge, dialFrom: false, dialTo: true, allowedIps, allowedIpsBack: peer.allowedIps }]
  })
}

/** What the device itself routes into the tunnel. */
function deviceRanges(range: string): string[] {
  try {
    return [range, tunnelRange(range)]
  } catch {
    return [range]
  }
}
