import { originalTunnelAddress } from '@/lib/wireguard/tunnel-address'
import { canonicalCidr } from './wireguard-config'
import type { WireGuardPeer } from './wireguard-config'

/** A peer of a network resource: what WireGuard is told, and the subnet whose tunnel address its routes go by. */
export interface ResourcePeer extends WireGuardPeer {
  subnet: string
}

/** Subnet → tunnel address it is reached by. */
export type Routes = ReadonlyMap<string, string>

/** Tunnel address of a subnet, without prefix. */
export function tunnelHost(subnet: string): string {
  return originalTunnelAddress(subnet).split('/')[0] ?? ''
}

/**
 * The routes a resource needs: every allowed subnet by its peer's tunnel address. Single addresses lie in the tunnel
 * range, which is on the interface already, and the own subnet is on the bridge. Of two peers the later counts, as in
 * WireGuard.
 *
 * @throws DomainError `INVALID_CIDR`
 */
export function routesOf(ownSubnet: string, peers: readonly ResourcePeer[]): Routes {
  const own = canonicalCidr(ownSubnet)
  return new Map(
    peers.flatMap(({ subnet, allowedIps }) =>
      allowedIps
        .map(canonicalCidr)
        .filter((cidr) => !cidr.endsWith('/32') && cidr !== own)
        .map((cidr) => [cidr, tunnelHost(subnet)] as const),
    ),
  )
}

/** Lines of `ip -batch` that turn one set of routes into another and touch nothing that stays. */
export function routeChanges(before: Routes, after: Routes, device: string): string[] {
  const gone = [...before].filter(([cidr]) => !after.has(cidr))
  const changed = [...after].filter(([cidr, by]) => before.get(cidr) !== by)
  return [
    ...gone.map(([cidr, by]) => `route del ${cidr} via ${by} dev ${device}`),
    ...changed.map(([cidr, by]) => `route replace ${cidr} via ${by} dev ${device}`),
  ]
}
