import { formatIpv4, readIpv4Cidr, type Ipv4Cidr } from '@/lib/network/cidr'
import { quoted, refusal } from './refusal'

/** An IPv4 range of a field; bits behind the prefix do not count, as the original node masks them. */
export function readRange(value: string, field: string): Ipv4Cidr {
  const range = readIpv4Cidr(value)
  if (range) return range
  throw refusal(`${field} is ${quoted(value)}, which is not an IPv4 range such as 10.42.1.0/24.`)
}

/** Whether all of `inner` lies in `outer`. */
export function contains(outer: Ipv4Cidr, inner: Ipv4Cidr): boolean {
  return inner.prefix >= outer.prefix && isInside(outer, inner.network)
}

/** Whether the address lies in the range. */
export function isInside(range: Ipv4Cidr, address: number): boolean {
  const size = 2 ** (32 - range.prefix)
  return address >= range.network && address < range.network + size
}

/** An IPv4 address of a field, as an unsigned number. */
export function readAddress(value: string, field: string): number {
  const single = value.includes('/') ? null : readIpv4Cidr(`${value}/32`)
  if (single && value === value.trim()) return single.address
  throw refusal(`${field} is ${quoted(value)}, which is not an IPv4 address.`)
}

/**
 * Checks that a workload may have `value` in `subnet`: inside, not the network's own first two addresses, not the broadcast address.
 */
export function checkHostAddress(value: string, subnet: Ipv4Cidr, field: string): void {
  const address = readAddress(value, field)
  if (!isInside(subnet, address))
    throw refusal(`${field} ${value} is outside this node's subnet ${subnet.text}.`)
  const offset = address - subnet.network
  if (offset === 0) throw refusal(`${field} ${value} is the address of the subnet itself.`)
  if (offset === 1) throw refusal(`${field} ${value} belongs to the node (its gateway).`)
  if (offset === 2 ** (32 - subnet.prefix) - 1)
    throw refusal(
      `${field} ${value} is the broadcast address of ${formatIpv4(subnet.network)}/${subnet.prefix}.`,
    )
}
