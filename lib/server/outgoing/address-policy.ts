import { networkInterfaces } from 'node:os'
import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6

/**
 * Addresses nothing of ours may dial. Loopback and private ones are not among them: a self-hosted explorer usually
 * lives there, and only an owner names grids.
 */
const REFUSED_RANGES: Readonly<Record<string, string>> = {
  linkLocal: 'a link-local address',
  unspecified: 'the unspecified address',
  multicast: 'a multicast address',
  broadcast: 'the broadcast address',
}

// Cloud metadata over IPv6: inside the unique-local range, link-local in all but name.
const METADATA_V6 = 'fd00:ec2::254'

/** The IPv4 address an IPv6 one stands for (mapped, NAT64, 6to4, compatible), or the address itself. */
function innermost(address: Address): Address {
  if (address.kind() === 'ipv4') return address
  const v6 = address as ipaddr.IPv6
  const bytes = v6.toByteArray()
  const range = v6.range()
  if (range === 'ipv4Mapped') return v6.toIPv4Address()
  if (range === 'rfc6052') return ipaddr.fromByteArray(bytes.slice(12))
  if (range === '6to4') return ipaddr.fromByteArray(bytes.slice(2, 6))
  const isCompatible = bytes.slice(0, 12).every((byte) => byte === 0) && bytes[12] !== 0
  return isCompatible ? ipaddr.fromByteArray(bytes.slice(12)) : v6
}

/** Why `address` must not be dialled, as a noun phrase; null when it may. */
export function refusedAddress(address: string): string | null {
  if (!ipaddr.isValid(address)) return 'no IP address'
  const parsed = innermost(ipaddr.parse(address))
  if (parsed.toString() === METADATA_V6) return 'a cloud metadata address'
  return REFUSED_RANGES[parsed.range()] ?? null
}

/** Whether `address` belongs to this machine: loopback, or one of its interfaces'. */
export function isOwnAddress(address: string, interfaces = networkInterfaces()): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = innermost(ipaddr.parse(address))
  if (parsed.range() === 'loopback') return true
  const text = parsed.toString()
  return Object.values(interfaces).some((entries) =>
    entries?.some(
      (entry) => ipaddr.isValid(entry.address) && ipaddr.parse(entry.address).toString() === text,
    ),
  )
}
