import { DomainError } from '@/lib/errors/domain-error'
import { overlaps, parseRange, subnetAt } from './cidr'
import type { NetworkDesign } from './model'

/** Ports the original tools pick from. */
export const LISTEN_PORTS = { first: 2000, last: 7999 } as const

/** Devices are numbered from here downwards, nodes from 1 upwards, so that both have room to grow. */
const TOP_DEVICE_OCTET = 245
const UPWARDS = Array.from({ length: 255 }, (_, index) => index + 1)
const DEVICE_ORDER = [
  ...Array.from({ length: TOP_DEVICE_OCTET }, (_, index) => TOP_DEVICE_OCTET - index),
  ...UPWARDS.slice(TOP_DEVICE_OCTET),
]

/**
 * Lowest free /24 for a node, from x.x.1.0/24 upwards. Subnets that are taken never move.
 *
 * @throws DomainError `RANGE_EXHAUSTED`, `INVALID_CIDR` when the design's range is none
 */
export function nextSubnet(design: NetworkDesign): string {
  return firstFree(design, UPWARDS)
}

/**
 * Free /24 for a device, from x.x.245.0/24 downwards.
 *
 * @throws DomainError `RANGE_EXHAUSTED`, `INVALID_CIDR` when the design's range is none
 */
export function nextDeviceSubnet(design: NetworkDesign): string {
  return firstFree(design, DEVICE_ORDER)
}

/**
 * A port of 2000–7999 that is not taken, found from a place that `seed` decides.
 *
 * @param seed any number; the same seed and ports give the same answer
 * @throws DomainError `PORT_RANGE_EXHAUSTED`
 */
export function freeListenPort(taken: Iterable<number>, seed: number): number {
  const used = new Set(taken)
  const size = LISTEN_PORTS.last - LISTEN_PORTS.first + 1
  const start = Number.isFinite(seed) ? Math.abs(Math.floor(seed)) % size : 0
  for (let step = 0; step < size; step += 1) {
    const port = LISTEN_PORTS.first + ((start + step) % size)
    if (!used.has(port)) return port
  }
  throw new DomainError(
    'PORT_RANGE_EXHAUSTED',
    `The node uses every port from ${LISTEN_PORTS.first} to ${LISTEN_PORTS.last}; type a port above 7999 or choose another node.`,
  )
}

function firstFree(design: NetworkDesign, thirdOctets: readonly number[]): string {
  const range = parseRange(design.range)
  const taken = [...design.resources, ...design.devices].map(({ subnet }) => subnet)
  const exact = new Set(taken)
  for (const third of thirdOctets) {
    const subnet = subnetAt(range, third)
    if (!exact.has(subnet) && !taken.some((other) => overlaps(other, subnet))) return subnet
  }
  throw new DomainError(
    'RANGE_EXHAUSTED',
    `The range ${range.text} has no free /24 left; remove something or use another range.`,
    { range: range.text },
  )
}
