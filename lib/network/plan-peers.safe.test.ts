import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { familyOf } from './endpoints'
import type { PeerNetwork, PlannedNetwork } from './model'
import { planPeers } from './plan-peers'
import { simulate } from './testing/forwarding'
import { ENDPOINTS, randomNetworks as networks } from './testing/random-networks'
import { loadRandomLines, toPeerInput } from './testing/vectors'

const RUNS = { numRuns: 2000 }
const plan = (network: PeerNetwork) => planPeers(network, { mode: 'safe' })
const pairKey = (a: string, b: string) => [a, b].sort().join(' | ')
const unreachableSet = ({ unreachable }: PlannedNetwork) =>
  new Set(unreachable.map(({ from, to }) => pairKey(from, to)))

/** Node id or `device:N` of a key. */
function nameOfKey(network: PeerNetwork, key: string): string {
  const node = network.resources.find(({ publicKey }) => publicKey === key)
  return (
    node?.nodeId ?? `device:${network.accessPoints.findIndex(({ publicKey }) => publicKey === key)}`
  )
}

/** Node ids from one resource to another, following allowed IPs only. */
function path(
  network: PeerNetwork,
  planned: PlannedNetwork,
  from: string,
  to: string,
): string[] | null {
  const target = network.resources.find(({ nodeId }) => nodeId === to)!.subnet
  const hops = [from]
  while (hops.at(-1) !== to && hops.length < 10) {
    const here = planned.resources.find(({ nodeId }) => nodeId === hops.at(-1))
    const peer = here?.peers.find(({ allowedIps }) => allowedIps.includes(target))
    if (!peer) return null
    hops.push(nameOfKey(network, peer.publicKey))
  }
  return hops
}

describe('safe peers of random networks', () => {
  test('no allowed IP stands on two peers of one resource', () => {
    fc.assert(
      fc.property(networks, (network) => {
        for (const { peers } of plan(network).resources) {
          const allowed = peers.flatMap(({ allowedIps }) => allowedIps)
          expect(new Set(allowed).size).toBe(allowed.length)
        }
      }),
      RUNS,
    )
  })

  test('a lists b exactly when b lists a, and the way back is the way there reversed', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const planned = plan(network)
        const lists = (a: string, b: string) =>
          planned.resources
            .find(({ nodeId }) => nodeId === a)!
            .peers.some(({ publicKey }) => publicKey === `key-${b}`)
        for (const { nodeId: a } of network.resources)
          for (const { nodeId: b } of network.resources) {
            if (a === b) continue
            expect(lists(a, b)).toBe(lists(b, a))
            expect(path(network, planned, a, b)).toEqual(
              path(network, planned, b, a)?.reverse() ?? null,
            )
          }
      }),
      RUNS,
    )
  })

  test('endpoints are the peer’s own, of a family the dialling side has; one side of a tunnel has one', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const planned = plan(network)
        for (const own of planned.resources) {
          const families = own.endpoints.length === 0 ? ['ipv4'] : own.endpoints.map(familyOf)
          for (const peer of own.peers) {
            const other = planned.resources.find(({ publicKey }) => publicKey === peer.publicKey)
            if (!other) {
              expect(peer.endpoint).toBe('')
              continue
            }
            const back = other.peers.find(({ publicKey }) => publicKey === own.publicKey)
            expect(peer.endpoint + (back?.endpoint ?? '')).not.toBe('')
            if (peer.endpoint === '') continue
            const [, v6, v4] = /^(?:\[(.+)\]|([^:]+)):\d+$/.exec(peer.endpoint) ?? []
            const address = v6 ?? v4 ?? ''
            expect(other.endpoints).toContain(address)
            expect(families).toContain(familyOf(address))
            expect(peer.endpoint.endsWith(`:${other.listenPort}`)).toBe(true)
          }
        }
      }),
      RUNS,
    )
  })

  test('every pair not reported delivers both ways, every reported pair does not', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const planned = plan(network)
        const lost = unreachableSet(planned)
        expect(lost.size).toBe(planned.unreachable.length)
        for (const [from, row] of Object.entries(simulate(network, planned)))
          for (const [to, arrives] of Object.entries(row))
            expect(arrives, `${from} → ${to}`).toBe(!lost.has(pairKey(from, to)))
      }),
      RUNS,
    )
  })

  test('a pair is given up only when no single node could join it', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const lost = unreachableSet(plan(network))
        const meets = (a: readonly string[], b: readonly string[]) => dials(a, b) || dials(b, a)
        for (const a of network.resources)
          for (const b of network.resources) {
            if (a === b || !lost.has(pairKey(a.nodeId, b.nodeId))) continue
            for (const c of network.resources)
              expect(meets(a.endpoints, c.endpoints) && meets(c.endpoints, b.endpoints)).toBe(false)
          }
      }),
      RUNS,
    )
  })

  test('adding a node or a device changes no subnet, port or key of another', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const fewer = {
          ...network,
          resources: network.resources.slice(0, -1),
          accessPoints: network.accessPoints.slice(0, -1),
        }
        const facts = ({ resources }: PlannedNetwork) =>
          resources.map(({ nodeId, subnet, listenPort, publicKey }) => [
            nodeId,
            subnet,
            listenPort,
            publicKey,
          ])
        expect(facts(plan(network)).slice(0, -1)).toEqual(facts(plan(fewer)))
      }),
      RUNS,
    )
  })
})

function dials(from: readonly string[], to: readonly string[]): boolean {
  const has = (endpoints: readonly string[], family: string) =>
    endpoints.some((endpoint) => familyOf(endpoint) === family)
  if (from.length === 0) return has(to, 'ipv4')
  return ['ipv4', 'ipv6'].some((family) => has(from, family) && has(to, family))
}

test('the 300 recorded networks deliver every pair that is not reported', () => {
  const lines = loadRandomLines()
  for (const [index, line] of lines.entries()) {
    const input = toPeerInput(line)
    const planned = plan(input)
    const lost = unreachableSet(planned)
    for (const [from, row] of Object.entries(simulate(input, planned)))
      for (const [to, arrives] of Object.entries(row))
        expect(arrives, `line ${index + 1}: ${from} → ${to}`).toBe(!lost.has(pairKey(from, to)))
  }
  expect(lines).toHaveLength(300)
})

const resource = (nodeId: string, octet: number, kind: string) => ({
  nodeId,
  subnet: `10.1.${octet}.0/24`,
  publicKey: `key-${nodeId}`,
  listenPort: 3000 + octet,
  endpoints: ENDPOINTS[kind]!(octet),
})
const networkOf = (
  resources: PeerNetwork['resources'],
  rest: Partial<PeerNetwork> = {},
): PeerNetwork => ({
  name: 'net',
  ipRange: '10.1.0.0/16',
  resources,
  accessPoints: [],
  ...rest,
})
const peerOf = (planned: PlannedNetwork, from: string, to: string) =>
  planned.resources
    .find(({ nodeId }) => nodeId === from)
    ?.peers.find(({ publicKey }) => publicKey === `key-${to}`)

describe('choice of the router', () => {
  const mixed = [
    resource('h', 1, 'hidden'),
    resource('six', 2, 'ipv6'),
    resource('z', 4, 'dual'),
    resource('y', 3, 'dual'),
  ]
  const carrier = (planned: PlannedNetwork) =>
    ['y', 'z'].filter((id) => peerOf(planned, 'h', id)?.allowedIps.includes('10.1.2.0/24'))

  test('the lowest subnet of both families, whatever the list order', () => {
    expect(carrier(plan(networkOf(mixed)))).toEqual(['y'])
  })

  test('the user’s choice goes first; one that cannot do it is passed over', () => {
    expect(carrier(plan(networkOf(mixed, { routers: ['z', 'y'] })))).toEqual(['z'])
    expect(carrier(plan(networkOf(mixed, { routers: ['six', 'nobody', 'z'] })))).toEqual(['z'])
  })

  test('two hidden nodes meet through an IPv4 node when there is no other', () => {
    const planned = plan(
      networkOf([resource('a', 1, 'hidden'), resource('b', 2, 'hidden'), resource('c', 3, 'ipv4')]),
    )
    expect(planned.unreachable).toEqual([])
    expect(peerOf(planned, 'a', 'c')?.allowedIps).toContain('10.1.2.0/24')
    expect(peerOf(planned, 'c', 'a')?.endpoint).toBe('')
    expect(peerOf(planned, 'a', 'c')?.endpoint).toBe('198.51.100.3:3003')
  })
})

describe('pairs that cannot meet', () => {
  test.each([
    ['ipv4', 'ipv6', 'One has only IPv4, the other has only IPv6'],
    ['hidden', 'hidden', 'Both are hidden'],
    ['hidden', 'ipv6', 'One is hidden, the other has only IPv6'],
  ])('%s and %s alone: reported once with a reason, not emitted', (a, b, reason) => {
    const planned = plan(networkOf([resource('a', 1, a), resource('b', 2, b)]))
    expect(planned.unreachable).toEqual([
      { from: 'a', to: 'b', reason: expect.stringContaining(reason) },
    ])
    expect(planned.resources.flatMap(({ peers }) => peers)).toEqual([])
  })

  test.each([
    ['hidden', true, 'hidden node'],
    ['ipv4', false, 'no public IPv6 address'],
    ['ipv6', true, 'no public IPv4 address'],
  ])('a device on a node of class %s (IPv4: %s) reaches nobody', (kind, ip4, reason) => {
    const accessPoints = [{ nodeId: 'a', subnet: '10.1.9.0/24', publicKey: 'key-d', ip4 }]
    const planned = plan(
      networkOf([resource('a', 1, kind), resource('b', 2, 'dual')], { accessPoints }),
    )
    expect(planned.unreachable).toEqual([
      { from: 'a', to: 'device:0', reason: expect.stringContaining(reason) },
      { from: 'b', to: 'device:0', reason: expect.stringContaining(reason) },
    ])
    expect(peerOf(planned, 'a', 'd')).toBeUndefined()
  })

  test('a device on a node outside the network, and two resources of one node', () => {
    const accessPoints = [{ nodeId: 'x', subnet: '10.1.9.0/24', publicKey: 'key-d', ip4: true }]
    const planned = plan(networkOf([resource('a', 1, 'dual')], { accessPoints }))
    expect(planned.unreachable[0]?.reason).toContain('not in the network')
    const twice = plan(
      networkOf([resource('a', 1, 'dual'), { ...resource('a', 2, 'dual'), publicKey: 'other' }]),
    )
    expect(twice.unreachable[0]?.reason).toContain('one node')
  })
})

test.each([
  ['SUBNET_DUPLICATE', '10.1.1.0/24', '10.1.1.0/24'],
  ['SUBNET_OVERLAP', '10.1.1.0/24', '10.1.0.0/23'],
  ['SUBNET_OVERLAP', '10.1.1.0/25', '10.1.1.128/25'],
  ['SUBNET_OVERLAP', '10.1.1.0/24', '20.1.1.0/24'],
  ['INVALID_CIDR', '10.1.1.0/24', '2001:db8::/64'],
])('refuses %s: %s beside %s', (code, first, second) => {
  const network = networkOf([
    { ...resource('a', 1, 'dual'), subnet: first },
    { ...resource('b', 2, 'dual'), subnet: second },
  ])
  expect(() => plan(network)).toThrow(expect.objectContaining({ code }))
})
