import { describe, expect, test } from 'vitest'
import type { Peer, PeerNetwork, PeerResource } from './model'
import { ENDPOINTS } from './testing/random-networks'
import { planTraced, tracePacket } from './trace'
import type { Passage, Trace } from './trace'
import { parseOff } from './trace-conditions'
import type { TracedNetwork } from './trace-conditions'

const node = (nodeId: string, octet: number, kind: string): PeerResource => ({
  nodeId,
  subnet: `10.1.${octet}.0/24`,
  publicKey: `key-${nodeId}`,
  listenPort: 3000 + octet,
  endpoints: ENDPOINTS[kind]!(octet),
})
const device = (index: number, nodeId: string, ip4 = true) => ({
  nodeId,
  subnet: `10.1.${200 + index}.0/24`,
  publicKey: `key-d${index}`,
  ip4,
})
const networkOf = (
  resources: PeerResource[],
  accessPoints: PeerNetwork['accessPoints'] = [],
): PeerNetwork => ({ name: 'net', ipRange: '10.1.0.0/16', resources, accessPoints })

/** Resources with peers written by hand. */
const wired = (resources: (PeerResource & { peers: Peer[] })[]): TracedNetwork => ({
  ipRange: '10.1.0.0/16',
  resources,
  accessPoints: [],
})
const peer = (to: string, octet: number, allowedIps: string[], endpoint?: string): Peer => ({
  subnet: `10.1.${octet}.0/24`,
  publicKey: `key-${to}`,
  allowedIps,
  endpoint: endpoint ?? `203.0.113.${octet}:${3000 + octet}`,
})
const way = ({ hops }: Passage) =>
  hops.map((hop) => `${hop.node}>${hop.peer} ${hop.allowedIp} ${hop.endpoint} ${hop.dialledBy}`)
const end = ({ verdict, reason, at }: Passage) => [verdict, reason, at]
const off = (network: TracedNetwork, ...texts: string[]) =>
  texts.map((text) => parseOff(network, text))
/** Rules by outcome, as short text. */
const rules = (passage: Passage, outcome: string) =>
  [...passage.hops.flatMap((hop) => hop.rules), ...passage.end.rules]
    .filter((rule) => rule.outcome === outcome)
    .map((rule) => [rule.kind, rule.at, rule.subject, rule.why].filter(Boolean).join(' '))

describe('the way of a packet', () => {
  const network = networkOf(
    [node('hid', 1, 'hidden'), node('six', 2, 'ipv6'), node('duo', 3, 'dual')],
    [device(0, 'duo'), device(1, 'duo', false)],
  )
  const safe = planTraced(network, 'safe')

  test('through a router, each tunnel dialled by who can, and back the same way', () => {
    const trace = tracePacket(safe, 'hid', 'six')
    expect(way(trace)).toEqual([
      'hid>duo 10.1.2.0/24 203.0.113.3:3003 hid',
      'duo>six 10.1.2.0/24 [2001:db8:6::2]:3002 duo',
    ])
    expect(way(trace.reply)).toEqual([
      'six>duo 10.1.1.0/24 [2001:db8::3]:3003 six',
      'duo>hid 10.1.1.0/24 203.0.113.3:3003 hid',
    ])
    expect([end(trace), end(trace.reply)]).toEqual([
      ['delivered', undefined, undefined],
      ['delivered', undefined, undefined],
    ])
  })

  test('from a device to a device of the same node, at their tunnel addresses', () => {
    const trace = tracePacket(safe, 'device:0', 'device:1')
    expect(way(trace)).toEqual([
      'device:0>duo 100.64.1.0/24 203.0.113.3:3003 device:0',
      'duo>device:1 100.64.1.201/32 [2001:db8::3]:3003 device:1',
    ])
    expect(end(trace.reply)[0]).toBe('delivered')
  })

  test.each([
    ['any address of a subnet', '10.1.1.77', '10.1.2.9', 'delivered', 'delivered'],
    ['tunnel addresses', '100.64.1.1', '100.64.1.2', 'delivered', 'delivered'],
    ['a node to itself', 'duo', '10.1.3.40', 'delivered', 'delivered'],
    ['an address nobody has', 'duo', '10.1.99.1', 'lost', 'lost'],
    ['an address outside the network', 'device:0', '8.8.8.8', 'lost', 'lost'],
    ['an address behind a device', 'duo', '10.1.200.7', 'lost', 'lost'],
  ])('%s', (_, from, to, verdict, reply) => {
    const trace = tracePacket(safe, from, to)
    expect([trace.verdict, trace.reply.verdict]).toEqual([verdict, reply])
    if (verdict === 'lost') expect(trace.reason).toBe('NO_ROUTE')
  })

  test('a device keeps what is not for it, and says so', () => {
    const trace = tracePacket(safe, 'duo', '10.1.200.7')
    expect(end(trace)).toEqual(['lost', 'NO_ROUTE', 'device:0'])
    expect(rules(trace, 'stops')).toEqual(['arrival device:0 10.1.200.7 NOT_FORWARDED'])
  })

  test.each(['nobody', 'device:2', 'device:00', '10.1.1', '10.1.1.256', '2001:db8::1', ''])(
    'refuses %j as an end',
    (name) => {
      const code = expect.objectContaining({ code: 'UNKNOWN_NODE' })
      expect(() => tracePacket(safe, name, 'duo')).toThrow(code)
      expect(() => tracePacket(safe, 'duo', name)).toThrow(code)
    },
  )

  test.each(['10.9.9.9', '10.1.200.7'])('refuses to send from %s, which nobody has', (address) => {
    expect(() => tracePacket(safe, address, 'duo')).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_NODE' }),
    )
  })
})

describe('why packets are lost', () => {
  const traceOf = (network: PeerNetwork, from: string, to: string, mode: 'compat' | 'safe') =>
    tracePacket(planTraced(network, mode), from, to)

  test('SOURCE_REFUSED: an allowed IP on two peers stays with the later (fault D1)', () => {
    const network = networkOf([
      node('a', 1, 'ipv4'),
      node('b', 2, 'ipv4'),
      node('hid', 3, 'hidden'),
    ])
    const trace = traceOf(network, 'hid', 'b', 'compat')
    expect([end(trace), end(trace.reply)]).toEqual([
      ['delivered', undefined, undefined],
      ['delivered', undefined, undefined],
    ])
    const turned = networkOf([
      node('a', 1, 'ipv4'),
      node('hid', 3, 'hidden'),
      node('b', 2, 'ipv4'),
      node('c', 4, 'dual'),
    ])
    const plan = planTraced(turned, 'compat')
    const toRouter = tracePacket(plan, 'b', 'hid')
    expect(end(toRouter)).toEqual(['delivered', undefined, undefined])
    expect(rules(toRouter, 'yields')).toEqual(['route b 10.1.3.0/24 LATER_PEER'])
    const later = networkOf([node('hid', 3, 'hidden'), node('a', 1, 'ipv4'), node('b', 2, 'ipv4')])
    const lost = traceOf(later, 'b', 'hid', 'compat')
    expect(end(lost)).toEqual(['lost', 'SOURCE_REFUSED', 'hid'])
    expect(rules(lost, 'yields')).toEqual(['route b 10.1.3.0/24 LATER_PEER'])
    expect(rules(lost, 'stops')).toEqual(['source hid 10.1.2.0/24 SOURCE_REFUSED'])
    expect(traceOf(later, 'b', 'hid', 'safe').verdict).toBe('delivered')
  })

  test('TUNNEL_DOWN: told to dial a family they do not have', () => {
    const network = networkOf([node('four', 1, 'ipv4'), node('six', 2, 'ipv6')])
    const trace = traceOf(network, 'four', 'six', 'compat')
    expect(end(trace)).toEqual(['lost', 'TUNNEL_DOWN', 'four'])
    expect(end(trace.reply)).toEqual(['lost', 'TUNNEL_DOWN', 'six'])
    expect(way(trace)).toEqual(['four>six 10.1.2.0/24 [2001:db8:6::2]:3002 null'])
    expect(rules(trace, 'fails')).toEqual([
      'dial four [2001:db8:6::2]:3002 NO_FAMILY',
      'dial six 198.51.100.1:3001 NO_FAMILY',
    ])
  })

  test.each(['compat', 'safe'] as const)('NO_ENDPOINT: a device on a hidden node, %s', (mode) => {
    const network = networkOf([node('hid', 1, 'hidden'), node('a', 2, 'dual')], [device(0, 'hid')])
    expect(end(traceOf(network, 'device:0', 'a', mode))).toEqual([
      'lost',
      'NO_ENDPOINT',
      'device:0',
    ])
  })

  test('NO_PEER: a device whose access node is not in the network', () => {
    const network = networkOf([node('a', 2, 'dual')], [device(0, 'gone')])
    const trace = traceOf(network, 'device:0', 'a', 'safe')
    expect(end(trace)).toEqual(['lost', 'NO_PEER', 'device:0'])
    expect(rules(trace, 'stops')).toEqual(['peer device:0 10.1.0.0/16 NO_PEER'])
    expect(end(trace.reply)).toEqual(['lost', 'NO_ROUTE', 'a'])
  })

  test('NO_PEER: the other side does not list this one', () => {
    const plan = wired([
      { ...node('a', 1, 'dual'), peers: [peer('b', 2, ['10.1.2.0/24'])] },
      { ...node('b', 2, 'dual'), peers: [] },
    ])
    expect(end(tracePacket(plan, 'a', 'b'))).toEqual(['lost', 'NO_PEER', 'a'])
  })

  test('NO_ROUTE: nothing holds the address', () => {
    const network = networkOf([node('hid', 1, 'hidden'), node('six', 2, 'ipv6')])
    const trace = traceOf(network, 'hid', 'six', 'safe')
    expect(end(trace)).toEqual(['lost', 'NO_ROUTE', 'hid'])
    expect(trace.hops).toEqual([])
    expect(rules(trace, 'stops')).toEqual(['arrival hid 10.1.2.2 NO_ALLOWED_IP'])
  })

  test.each([
    ['another address', '203.0.113.9:3002'],
    ['another port', '203.0.113.2:3009'],
  ])('TUNNEL_DOWN: an endpoint with %s than the node has', (_, endpoint) => {
    const plan = wired([
      { ...node('a', 1, 'dual'), peers: [peer('b', 2, ['10.1.2.0/24'], endpoint)] },
      { ...node('b', 2, 'dual'), peers: [peer('a', 1, ['10.1.1.0/24'], '')] },
    ])
    expect(end(tracePacket(plan, 'a', 'b'))).toEqual(['lost', 'TUNNEL_DOWN', 'a'])
  })

  test('the longest prefix decides, also against the machine’s own subnet', () => {
    const plan = wired([
      {
        ...node('a', 1, 'dual'),
        peers: [
          peer('b', 2, ['10.1.0.0/16', '10.1.1.77/32']),
          peer('c', 3, ['10.1.3.0/24', '10.1.2.128/25']),
        ],
      },
      { ...node('b', 2, 'dual'), peers: [peer('a', 1, ['10.1.1.0/24'])] },
      { ...node('c', 3, 'dual'), peers: [peer('a', 1, ['10.1.1.0/24'])] },
    ])
    const hopOf = (to: string) => tracePacket(plan, 'a', to).hops[0]
    expect(hopOf('10.1.2.5')).toMatchObject({ peer: 'b', allowedIp: '10.1.0.0/16' })
    expect(hopOf('10.1.2.200')).toMatchObject({ peer: 'c', allowedIp: '10.1.2.128/25' })
    expect(hopOf('10.1.1.77')).toMatchObject({ peer: 'b', allowedIp: '10.1.1.77/32' })
    expect(hopOf('10.1.1.78')).toBeUndefined()
    expect(rules(tracePacket(plan, 'a', '10.1.2.200'), 'yields')).toEqual([
      'route a 10.1.0.0/16 SHORTER_PREFIX',
    ])
  })

  test('a circle of allowed IPs ends', () => {
    const circle = (next: string, octet: number, from: string, before: number) => [
      peer(next, octet, ['10.1.99.0/24']),
      peer(from, before, ['10.1.1.0/24']),
    ]
    const plan = wired([
      { ...node('a', 1, 'dual'), peers: circle('b', 2, 'c', 3) },
      { ...node('b', 2, 'dual'), peers: circle('c', 3, 'a', 1) },
      { ...node('c', 3, 'dual'), peers: circle('a', 1, 'b', 2) },
    ])
    const trace = tracePacket(plan, 'a', '10.1.99.1')
    expect(end(trace)).toEqual(['lost', 'NO_ROUTE', expect.any(String)])
    expect(rules(trace, 'stops')).toHaveLength(1)
  })

  test('two nodes with one subnet: the packet stays with the first that has it', () => {
    const twin = { ...node('b', 2, 'dual'), subnet: '10.1.1.0/24' }
    const trace = traceOf(networkOf([node('a', 1, 'dual'), twin]), 'a', 'b', 'compat')
    expect(end(trace)).toEqual(['lost', 'NO_ROUTE', 'a'])
    expect(rules(trace, 'stops')).toEqual(['arrival a 10.1.1.2 OTHER_OWNER'])
  })
})

describe('with things off', () => {
  const plan = planTraced(
    networkOf(
      [node('hid', 1, 'hidden'), node('six', 2, 'ipv6'), node('duo', 3, 'dual6')],
      [device(0, 'duo', false)],
    ),
    'safe',
  )
  const lost = (from: string, to: string, ...texts: string[]): unknown[] =>
    end(tracePacket(plan, from, to, off(plan, ...texts)))

  test.each([
    ['the sender', 'hid', 'hid'],
    ['the receiver', 'six', 'six'],
    ['the router', 'duo', 'duo'],
    ['the only address of the receiver', 'endpoint:six:2001:db8:6::2', 'six'],
    ['the same in another spelling', 'endpoint:six:2001:DB8:6:0::2', 'six'],
    ['the sender’s way out', 'family:hid:ipv4', 'hid'],
    ['the family the router is dialled on', 'family:duo:ipv4', 'duo'],
    ['the address the router is dialled at', 'endpoint:duo:203.0.113.3', 'duo'],
    ['the router’s way to the receiver', 'family:duo:ipv6', 'duo'],
  ])('%s: OFF, at what is off', (_, text, at) => {
    expect(lost('hid', 'six', text)).toEqual(['lost', 'OFF', at])
  })

  test('the other side dials when an address is off and another of the family is there', () => {
    const conditions = off(plan, 'endpoint:duo:2001:db8::3')
    const trace: Trace = tracePacket(plan, 'six', 'duo', conditions)
    expect(way(trace)).toEqual(['six>duo 10.1.3.0/24 [2001:db8:6::2]:3002 duo'])
    expect(rules(trace, 'fails')).toEqual(['dial six endpoint:duo:2001:db8::3 OFF'])
    expect(lost('device:0', 'duo', 'endpoint:duo:2001:db8::3')).toEqual(['lost', 'OFF', 'duo'])
    expect(lost('six', 'duo', 'endpoint:duo:2001:db8::3', 'endpoint:duo:2001:db8:1::3')).toEqual([
      'lost',
      'OFF',
      'duo',
    ])
  })

  test('a device that is off neither sends nor answers', () => {
    expect(lost('device:0', 'duo', 'device:0')).toEqual(['lost', 'OFF', 'device:0'])
    expect(lost('duo', 'device:0', 'device:0')).toEqual(['lost', 'OFF', 'device:0'])
  })

  test('one rule decides each hop, and one stops a lost packet', () => {
    for (const text of ['duo', 'hid', 'six', 'family:duo:ipv6', 'family:duo:ipv4']) {
      const trace = tracePacket(plan, 'hid', 'six', off(plan, text))
      expect(rules(trace, 'stops')).toHaveLength(1)
      for (const hop of trace.hops)
        expect(hop.rules.filter(({ outcome }) => outcome === 'decides')).toHaveLength(1)
    }
  })
})
