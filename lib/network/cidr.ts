import { DomainError } from '@/lib/errors/domain-error'

/** A parsed IPv4 CIDR. `address` and `network` are unsigned 32-bit numbers. */
export interface Ipv4Cidr {
  /** canonical text, host bits kept */
  text: string
  address: number
  prefix: number
  /** `address` without host bits */
  network: number
}

const OCTET = '(0|[1-9]\\d{0,2})'
const CIDR = new RegExp(`^${OCTET}\\.${OCTET}\\.${OCTET}\\.${OCTET}/(0|[1-9]\\d?)$`)

/** Ranges that are not on the internet (RFC 1918). */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']

/**
 * Ranges no network can have, with the reason. All of 100.64/10 is refused, not only 100.64/16: tunnel addresses are
 * 100.64.b.c, and nodes use other parts of it for themselves.
 */
const REFUSED: readonly (readonly [cidr: string, reason: string])[] = [
  ['100.64.0.0/10', 'belongs to 100.64.0.0/10, where tunnel addresses live'],
  ['0.0.0.0/8', 'belongs to 0.0.0.0/8, which no machine can use'],
  ['127.0.0.0/8', 'belongs to 127.0.0.0/8, which never leaves a machine'],
  ['169.254.0.0/16', 'is the link-local range'],
  ['224.0.0.0/4', 'belongs to 224.0.0.0/4, which is for multicast'],
  ['240.0.0.0/4', 'belongs to 240.0.0.0/4, which is reserved'],
]

/** Parses `a.b.c.d/n` without leading zeros; null when it is anything else. */
export function readIpv4Cidr(text: string): Ipv4Cidr | null {
  const match = CIDR.exec(text.trim())
  if (!match) return null
  const [a, b, c, d, prefix] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ]
  if (Math.max(a, b, c, d) > 255 || prefix > 32) return null
  const address = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
  const network = (address & maskOf(prefix)) >>> 0
  return { text: `${formatIpv4(address)}/${prefix}`, address, prefix, network }
}

/** Dotted text of an unsigned 32-bit address. */
export function formatIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.')
}

/**
 * Range of a network: IPv4, prefix length 16, no host bits. Public ranges pass (see isPublicRange).
 *
 * @throws DomainError `INVALID_CIDR`
 */
export function parseRange(text: string): Ipv4Cidr {
  const cidr = parseIpv4(text, 'The range', '10.42.0.0/16')
  const suggestion = `${formatIpv4((cidr.address & maskOf(16)) >>> 0)}/16`
  if (cidr.prefix !== 16)
    throw invalid(
      `The range ${cidr.text} is a /${cidr.prefix}; a network needs a /16, such as ${suggestion}.`,
    )
  if (cidr.address !== cidr.network)
    throw invalid(`The range ${cidr.text} has host bits set; write ${suggestion}.`)
  const refused = REFUSED.find(([outer]) => contains(outer, cidr))
  if (refused)
    throw invalid(`The range ${cidr.text} ${refused[1]}; use a private one, such as 10.42.0.0/16.`)
  return cidr
}

/**
 * Subnet of a resource or a device: IPv4, prefix length 24, no host bits, inside `range` when that is given.
 *
 * @throws DomainError `INVALID_CIDR` or `SUBNET_OUTSIDE`
 */
export function parseSubnet(text: string, range?: Ipv4Cidr): Ipv4Cidr {
  const cidr = parseIpv4(text, 'The subnet', '10.42.1.0/24')
  const suggestion = `${formatIpv4((cidr.address & maskOf(24)) >>> 0)}/24`
  if (cidr.prefix !== 24)
    throw invalid(`The subnet ${cidr.text} is a /${cidr.prefix}; use a /24, such as ${suggestion}.`)
  if (cidr.address !== cidr.network)
    throw invalid(`The subnet ${cidr.text} has host bits set; write ${suggestion}.`)
  if (range && !contains(range, cidr))
    throw new DomainError(
      'SUBNET_OUTSIDE',
      `The subnet ${cidr.text} is outside the network's range ${range.text}; choose a /24 inside it.`,
      { subnet: cidr.text, range: range.text },
    )
  return cidr
}

/** Whether a valid range is internet address space: it works, but hides the real owners of those addresses. */
export function isPublicRange(range: string): boolean {
  const cidr = readIpv4Cidr(range)
  return cidr !== null && !PRIVATE.some((outer) => contains(outer, cidr))
}

/** All 256 /24 subnets of a range, lowest first. */
export function subnetsOf(range: Ipv4Cidr): string[] {
  return Array.from({ length: 256 }, (_, third) => subnetAt(range, third))
}

/** The /24 of a /16 with this third octet. */
export function subnetAt(range: Ipv4Cidr, third: number): string {
  return `${formatIpv4((range.network | (third << 8)) >>> 0)}/24`
}

/** Whether two CIDRs share an address. Texts that are no IPv4 CIDR overlap nothing. */
export function overlaps(a: string | Ipv4Cidr, b: string | Ipv4Cidr): boolean {
  const [left, right] = [resolve(a), resolve(b)]
  if (!left || !right) return false
  const mask = maskOf(Math.min(left.prefix, right.prefix))
  return ((left.address ^ right.address) & mask) === 0
}

/** Whether `inner` lies wholly in `outer`. */
export function contains(outer: string | Ipv4Cidr, inner: string | Ipv4Cidr): boolean {
  const [left, right] = [resolve(outer), resolve(inner)]
  return left !== null && right !== null && right.prefix >= left.prefix && overlaps(left, right)
}

function resolve(cidr: string | Ipv4Cidr): Ipv4Cidr | null {
  return typeof cidr === 'string' ? readIpv4Cidr(cidr) : cidr
}

function maskOf(prefix: number): number {
  return prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0
}

function invalid(message: string): DomainError {
  return new DomainError('INVALID_CIDR', message)
}

function parseIpv4(text: string, what: string, example: string): Ipv4Cidr {
  const cidr = readIpv4Cidr(text)
  if (cidr) return cidr
  const shown = JSON.stringify(text.trim().slice(0, 60))
  if (text.trim() === '') throw invalid(`${what} is empty; write an IPv4 CIDR such as ${example}.`)
  if (/^[0-9a-f:.]*:[0-9a-f:.]*(\/\d+)?$/i.test(text.trim()))
    throw invalid(`${what} ${shown} is IPv6; use an IPv4 CIDR such as ${example}.`)
  throw invalid(`${what} ${shown} is no IPv4 CIDR; write one such as ${example}.`)
}
