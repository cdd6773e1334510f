import ipaddr from 'ipaddr.js'
import type { WireNode } from '@/lib/protocol/types'

/** Which address families a node can be dialled on. */
export type EndpointClass = 'dual' | 'ipv4' | 'ipv6' | 'hidden'

/** Kinds of address that are no endpoint: not global unicast, or private. All else counts, documentation ranges too. */
const UNUSABLE: Readonly<Record<string, readonly string[]>> = {
  ipv4: ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16'].concat([
    '224.0.0.0/4',
    '0.0.0.0/32',
    '255.255.255.255/32',
  ]),
  ipv6: ['::/128', '::1/128', 'fe80::/10', 'fc00::/7', 'ff00::/8'],
}
const UNUSABLE_RANGES = Object.fromEntries(
  Object.entries(UNUSABLE).map(([kind, cidrs]) => [
    kind,
    cidrs.map((cidr) => ipaddr.parseCIDR(cidr)),
  ]),
)

/** The address as the grid prints it (IPv4-mapped IPv6 becomes IPv4); null when the text is no address. */
export function printedAddress(text: string): string | null {
  return readAddress(text)?.toString() ?? null
}

/** Whether a node can be dialled on this address from the internet, by the original's rule. */
export function isPublicEndpoint(ip: string): boolean {
  const address = readAddress(ip)
  if (!address) return false
  const ranges = UNUSABLE_RANGES[address.kind()] ?? []
  return !ranges.some((range) => address.match(range))
}

/**
 * Addresses a node can be dialled on, in the order the planner uses them: those of its public configuration (IPv4
 * first), else those of its interfaces. Empty: the node is hidden.
 */
export function publicEndpoints(node: Pick<WireNode, 'public_config' | 'ifaces'>): string[] {
  const config = node.public_config
  const cidrs = config
    ? [config.ipv4, config.ipv6]
    : (node.ifaces ?? []).flatMap((iface) => iface.addrs ?? [])
  return cidrs
    .map((cidr) => printedAddress((cidr ?? '').split('/')[0] ?? ''))
    .filter((address): address is string => address !== null && isPublicEndpoint(address))
}

/** Family of an address without port. */
export function familyOf(endpoint: string): 'ipv4' | 'ipv6' {
  return endpoint.includes(':') ? 'ipv6' : 'ipv4'
}

/** Class of a node by its public endpoints. */
export function endpointClass(endpoints: readonly string[]): EndpointClass {
  const hasIpv4 = endpoints.some((endpoint) => familyOf(endpoint) === 'ipv4')
  const hasIpv6 = endpoints.some((endpoint) => familyOf(endpoint) === 'ipv6')
  if (hasIpv4 && hasIpv6) return 'dual'
  if (hasIpv4) return 'ipv4'
  return hasIpv6 ? 'ipv6' : 'hidden'
}

/** First address of a family, null when there is none. */
export function firstOf(endpoints: readonly string[], family: 'ipv4' | 'ipv6'): string | null {
  return endpoints.find((endpoint) => familyOf(endpoint) === family) ?? null
}

/** `ip:port`, or `[v6]:port`. */
export function withPort(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

function readAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (text.includes('%')) return null
  // Only four plain decimal parts: the library also reads octal, hex and short forms, which the grid does not.
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text)
  if (!text.includes(':') || !ipaddr.IPv6.isValid(text)) return null
  return ipaddr.process(text)
}
