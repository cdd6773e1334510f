import ipaddr from 'ipaddr.js'
import { DomainError } from '@/lib/errors/domain-error'
import { parseRange, parseSubnet, readIpv4Cidr } from '@/lib/network/cidr'

/**
 * Address a node or device has inside the tunnels: `100.64.b.c/32` for the subnet a.b.c.0/24.
 *
 * @param subnet IPv4 /24 without host bits
 * @throws DomainError `INVALID_CIDR`
 */
export function tunnelAddress(subnet: string): string {
  const { address } = parseSubnet(subnet)
  return `100.64.${(address >>> 16) & 255}.${(address >>> 8) & 255}/32`
}

/**
 * Range of all tunnel addresses of a network: `100.64.b.0/24` for the range a.b.0.0/16.
 *
 * @param range IPv4 /16 without host bits
 * @throws DomainError `INVALID_CIDR`
 */
export function tunnelRange(range: string): string {
  const { address } = parseRange(range)
  return `100.64.${(address >>> 16) & 255}.0/24`
}

/**
 * Tunnel address as the original computes it from any CIDR: the third- and second-last bytes of the address as
 * written, whatever its prefix or family. Needed to plan and read what the original made.
 *
 * @throws DomainError `INVALID_CIDR` where the original crashes
 */
export function originalTunnelAddress(subnet: string): string {
  const [second, third] = middleOctets(subnet)
  return `100.64.${second}.${third}/32`
}

/** The original's tunnel range: its tunnel address with the prefix plus 8, and the text `<nil>` beyond 32. */
export function originalTunnelRange(range: string): string {
  const [second, third] = middleOctets(range)
  const prefix = Number(range.split('/')[1]) + 8
  return prefix > 32 ? '<nil>' : `100.64.${second}.${third}/${prefix}`
}

function middleOctets(cidr: string): [number, number] {
  const ipv4 = readIpv4Cidr(cidr)
  if (ipv4) return [(ipv4.address >>> 16) & 255, (ipv4.address >>> 8) & 255]
  const [address = '', prefix = ''] = cidr.split('/')
  if (!address.includes(':') || !ipaddr.IPv6.isValid(address) || !/^\d{1,3}$/.test(prefix))
    throw new DomainError(
      'INVALID_CIDR',
      `The subnet ${JSON.stringify(cidr.slice(0, 60))} is no CIDR; write one such as 10.42.1.0/24.`,
    )
  const bytes = ipaddr.IPv6.parse(address).toByteArray()
  return [bytes.at(-3) ?? 0, bytes.at(-2) ?? 0]
}
