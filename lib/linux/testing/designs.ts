import { familyOf } from '@/lib/network/endpoints'
import type { PeerNetwork, PeerResource } from '@/lib/network/model'
import { loadRandomLines, loadTruth, toPeerInput } from '@/lib/network/testing/vectors'

/** A design with what makes it worth building. */
export interface Design {
  name: string
  network: PeerNetwork
}

const lines = loadRandomLines()

/** The first designs with three resources or more whose matrix was measured on real WireGuard elsewhere. */
export function truthDesigns(count: number) {
  return loadTruth()
    .map(({ line, matrix }) => ({
      name: `line ${line}`,
      network: toPeerInput(lines[line - 1]!),
      matrix,
    }))
    .filter(({ network }) => network.resources.length >= 3)
    .slice(0, count)
}

export const isHidden = ({ endpoints }: PeerResource) => endpoints.length === 0
export const isIpv6Only = ({ endpoints }: PeerResource) =>
  endpoints.length > 0 && endpoints.every((address) => familyOf(address) === 'ipv6')

/** Recorded random designs of a size that is built in a second, hidden and IPv6-only nodes in each, their order changed. */
export function shuffledDesigns(count: number): Design[] {
  return lines
    .map((line, index) => ({ name: `line ${index + 1}, shuffled`, network: toPeerInput(line) }))
    .filter(({ network }) => isTelling(network))
    .slice(0, count)
    .map(({ name, network }, index) => ({ name, network: shuffled(network, index + 1) }))
}

function isTelling({ resources, accessPoints }: PeerNetwork): boolean {
  const isSized = resources.length >= 4 && resources.length <= 9 && accessPoints.length <= 4
  return isSized && resources.some(isHidden) && resources.some(isIpv6Only)
}

/** The same order in every run: rotated, then every second one moved to the front. */
function shuffled(network: PeerNetwork, turns: number): PeerNetwork {
  const by = turns % network.resources.length
  const rotated = [...network.resources.slice(by), ...network.resources.slice(0, by)]
  const odd = rotated.filter((_, index) => index % 2 === 1)
  const even = rotated.filter((_, index) => index % 2 === 0)
  return { ...network, resources: [...odd, ...even] }
}

/** A node by its number; its subnet and port come from that too. */
export const node = (number: number, endpoints: readonly string[]): PeerResource => ({
  nodeId: `n${number}`,
  subnet: `10.42.${number}.0/24`,
  publicKey: `key-n${number}`,
  listenPort: 3000 + number,
  endpoints,
})
const device = (number: number, nodeId: string, ip4 = true) => ({
  nodeId,
  subnet: `10.42.${245 - number}.0/24`,
  publicKey: `key-d${number}`,
  ip4,
})
const network = (
  resources: readonly PeerResource[],
  more: Partial<PeerNetwork> = {},
): PeerNetwork => ({
  name: 'written',
  ipRange: '10.42.0.0/16',
  resources,
  accessPoints: [],
  ...more,
})

const dual = (number: number) => node(number, [`203.0.113.${number}`, `2001:db8::${number}`])
const ipv4 = (number: number) => node(number, [`198.51.100.${number}`])
const ipv6 = (number: number) => node(number, [`2001:db8:6::${number}`])
const hidden = (number: number) => node(number, [])

/** Designs for what the recorded ones do not hold. */
export const WRITTEN_DESIGNS: readonly Design[] = [
  {
    name: 'the order that costs the original a pair: hidden, public, public, hidden',
    network: network([hidden(1), ipv4(2), ipv4(3), hidden(4)]),
  },
  {
    name: 'two routers, chosen, and devices at both',
    network: network([hidden(1), dual(2), ipv6(3), dual(4), hidden(5), ipv4(6)], {
      routers: ['n4', 'n2'],
      accessPoints: [device(0, 'n2'), device(1, 'n4', false), device(2, 'n4')],
    }),
  },
  {
    name: 'families without a common one: a router of both carries them',
    network: network([ipv4(1), ipv6(2), dual(3), ipv6(4), ipv4(5)], {
      accessPoints: [device(0, 'n2', false)],
    }),
  },
  {
    name: 'families without a common one and no router: nothing can be done',
    network: network([ipv4(1), ipv6(2), ipv6(3)]),
  },
  {
    name: 'devices of every kind, one of them without an endpoint to dial',
    network: network([dual(1), hidden(2), ipv4(3)], {
      accessPoints: [device(0, 'n1'), device(1, 'n1', false), device(2, 'n3'), device(3, 'n2')],
    }),
  },
]

/** A small design with a router between two hidden nodes, one more public node and a device. */
export const SMALL = network([hidden(1), dual(2), ipv4(3), hidden(4)], {
  accessPoints: [device(0, 'n2')],
})
