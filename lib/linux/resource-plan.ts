import { readIpv4Cidr, formatIpv4 } from '@/lib/network/cidr'
import type { Peer, PlannedResource } from '@/lib/network/model'
import { originalTunnelAddress } from '@/lib/wireguard/tunnel-address'

/** MTU of every node's WireGuard interface; the bridge keeps 1500. */
export const WIREGUARD_MTU = 1420

/** A route of a network resource: what the peer carries, over the peer's own tunnel address. */
export interface PeerRoute {
  subnet: string
  via: string
}

/** Everything `ip` is told about one network resource. */
export interface ResourceAddresses {
  /** with /16: with /32 the routes over other tunnel addresses are refused */
  tunnel: string
  /** `.1` of the subnet, on the bridge */
  gateway: string
  /** `.2` of the subnet: the first machine's */
  machine: string
  /** prefix length of the subnet */
  prefix: number
}

/** Addresses of a resource's subnet. */
export function resourceAddresses(subnet: string): ResourceAddresses {
  const cidr = readIpv4Cidr(subnet)
  const network = cidr?.network ?? 0
  return {
    tunnel: originalTunnelAddress(subnet).replace('/32', '/16'),
    gateway: formatIpv4((network + 1) >>> 0),
    machine: formatIpv4((network + 2) >>> 0),
    prefix: cidr?.prefix ?? 24,
  }
}

/** Routes into the tunnels: each peer's subnets, not the single tunnel addresses. The later of two peers wins. */
export function peerRoutes({ peers }: Pick<PlannedResource, 'peers'>): PeerRoute[] {
  const routes = new Map<string, PeerRoute>()
  for (const peer of peers)
    for (const subnet of subnetsOf(peer)) {
      routes.delete(subnet)
      routes.set(subnet, { subnet, via: originalTunnelAddress(peer.subnet).replace('/32', '') })
    }
  return [...routes.values()]
}

function subnetsOf({ allowedIps }: Peer): string[] {
  return allowedIps.filter((allowed) => !allowed.endsWith('/32'))
}

/** `ip` lines that lead from one set of routes to another, touching only what differs. */
export function routeChanges(
  before: readonly PeerRoute[],
  after: readonly PeerRoute[],
  device: string,
): string[] {
  const text = ({ subnet, via }: PeerRoute) => `${subnet} via ${via} dev ${device}`
  const [old, wanted] = [new Set(before.map(text)), new Set(after.map(text))]
  const kept = new Set(after.map(({ subnet }) => subnet))
  return [
    ...before
      .filter((route) => !wanted.has(text(route)) && !kept.has(route.subnet))
      .map((route) => `route del ${text(route)}`),
    ...after
      .filter((route) => !old.has(text(route)))
      .map((route) => `route replace ${text(route)}`),
  ]
}
