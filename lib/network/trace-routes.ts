import { formatIpv4, readIpv4Cidr } from './cidr'
import type { Ipv4Cidr } from './cidr'
import type { Peer } from './model'

/** An allowed IP and the peer it leads to. */
export interface Route {
  /** public key of the peer */
  peer: string
  /** as the peer spells it */
  allowedIp: string
  cidr: Ipv4Cidr
}

/** Cryptokey routing of one machine: what WireGuard decides from its allowed IPs. */
export interface RouteTable {
  /** the longest prefix that holds the address */
  find: (address: number) => Route | null
  /** every allowed IP that holds the address, longest first; `isHeld` is false where a later peer took it */
  matching: (address: number) => { route: Route; isHeld: boolean }[]
}

/** Reads a CIDR; null when it is no IPv4 one. */
export type CidrReader = (text: string) => Ipv4Cidr | null

/** A reader that remembers: every allowed IP stands on many machines. */
export function cidrReader(): CidrReader {
  const known = new Map<string, Ipv4Cidr | null>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const read = readIpv4Cidr(text)
    known.set(text, read)
    return read
  }
}

/**
 * The table of a machine's peers. The same allowed IP on two peers stays with the later: WireGuard moves it. IPv6
 * allowed IPs carry nothing here, for packets are IPv4.
 */
export function routeTable(peers: readonly Peer[], read: CidrReader): RouteTable {
  const routes = peers.flatMap(({ publicKey, allowedIps }) =>
    allowedIps.flatMap((allowedIp): Route[] => {
      const cidr = read(allowedIp)
      return cidr ? [{ peer: publicKey, allowedIp, cidr }] : []
    }),
  )
  const byPrefix = new Map<number, Map<number, Route>>()
  for (const route of routes) held(byPrefix, route.cidr.prefix).set(route.cidr.network, route)
  const tables = [...byPrefix].sort(([a], [b]) => b - a)
  return {
    find: (address) => {
      for (const [prefix, table] of tables) {
        const route = table.get(networkOf(address, prefix))
        if (route) return route
      }
      return null
    },
    matching: (address) => {
      return routes
        .filter(({ cidr }) => holds(cidr, address))
        .map((route) => ({
          route,
          isHeld: byPrefix.get(route.cidr.prefix)?.get(route.cidr.network) === route,
        }))
        .sort(
          (a, b) =>
            b.route.cidr.prefix - a.route.cidr.prefix || Number(b.isHeld) - Number(a.isHeld),
        )
    },
  }
}

/** Whether an address lies in a CIDR. Every step of every packet asks this, so it works on numbers alone. */
export function holds({ network, prefix }: Ipv4Cidr, address: number): boolean {
  return networkOf(address, prefix) === network
}

/** One address as a CIDR. */
export function hostCidr(address: number): Ipv4Cidr {
  return { text: `${formatIpv4(address)}/32`, address, prefix: 32, network: address }
}

function held(byPrefix: Map<number, Map<number, Route>>, prefix: number): Map<number, Route> {
  const table = byPrefix.get(prefix) ?? new Map<number, Route>()
  byPrefix.set(prefix, table)
  return table
}

function networkOf(address: number, prefix: number): number {
  return prefix === 0 ? 0 : (address & (0xffffffff << (32 - prefix))) >>> 0
}
