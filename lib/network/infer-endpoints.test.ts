import { describe, expect, test } from 'vitest'
import { inferPeerNetwork, nodesPlannedOtherwise } from './infer-endpoints'
import { parseNetworkJson } from './network-json'
import { planPeers } from './plan-peers'
import { loadScenarios, peersOf, toSortedPeers } from './testing/vectors'

/** Files whose peers are not what their nodes would have today, with the reason. */
const STALE: Readonly<Record<string, string>> = {
  '24_remove_only': 'it keeps the peer of a node that was removed since',
}

const files = loadScenarios()
  .filter(({ expected }) =>
    expected.network_sorted?.net_resources?.some(({ peers }) => peers?.length > 0),
  )
  .map(({ name, expected }) => ({ name, network: expected.network_sorted }))

test('there are recorded files with peers', () => {
  expect(files.length).toBeGreaterThanOrEqual(10)
})

describe.each(files)('$name', ({ name, network }) => {
  const file = parseNetworkJson(JSON.stringify(network))
  const inferred = inferPeerNetwork(file)

  const reason = STALE[name]

  if (reason)
    test(`is noticed: ${reason}`, () => {
      expect(nodesPlannedOtherwise(file, inferred.network)).toHaveLength(1)
    })
  else
    test('planned again from what its peers show, it is the same', () => {
      expect(nodesPlannedOtherwise(file, inferred.network)).toEqual([])
      const planned = toSortedPeers(planPeers(inferred.network, { mode: 'compat' }))
      expect(planned).toEqual(peersOf(network))
    })
})

const resource = (id: string, third: number, peers: unknown[]) => ({
  node_id: id,
  subnet: `10.42.${third}.0/24`,
  wg_private_key: '',
  wg_public_key: `${id.padEnd(43, 'A')}=`,
  wg_listen_port: 3000,
  peers,
})
const peer = (id: string, third: number, endpoint: string) => ({
  subnet: `10.42.${third}.0/24`,
  wg_public_key: `${id.padEnd(43, 'A')}=`,
  allowed_ips: [`10.42.${third}.0/24`, `100.64.42.${third}/32`],
  endpoint,
})
const parse = (net_resources: unknown[]) =>
  parseNetworkJson(
    JSON.stringify({ name: 'x', net_id: '', ip_range: '10.42.0.0/16', net_resources }),
  )
const pair = (endpointOfA: string, endpointOfB: string, more: unknown[] = []) =>
  parse([
    resource('a', 1, [peer('b', 2, endpointOfB), ...more]),
    resource('b', 2, [peer('a', 1, endpointOfA)]),
  ])
const endpointsIn = ({ network }: ReturnType<typeof inferPeerNetwork>) =>
  Object.fromEntries(network.resources.map(({ nodeId, endpoints }) => [nodeId, endpoints]))

test('a node has the addresses at which it is dialled', () => {
  const inferred = inferPeerNetwork(pair('[2001:db8::1]:3000', '203.0.113.2:3000'))
  expect(endpointsIn(inferred)).toEqual({ a: ['2001:db8::1'], b: ['203.0.113.2'] })
  expect(inferred.assumptions).toEqual(['Nobody dials a by IPv4, so it is built without IPv4.'])
})

test('what is known counts more than what is seen', () => {
  const known = { a: ['203.0.113.1', '2001:db8::1'], b: [] }
  const inferred = inferPeerNetwork(pair('[2001:db8::1]:3000', '203.0.113.2:3000'), known)
  expect(endpointsIn(inferred)).toEqual(known)
  expect(inferred.assumptions).toEqual([])
})

test('a device dials by IPv6 where its node has nothing else', () => {
  const device = peer('device', 9, '')
  const byIpv6 = inferPeerNetwork(pair('[2001:db8::1]:3000', '', [device]))
  expect(byIpv6.network.accessPoints).toMatchObject([{ nodeId: 'a', ip4: false }])
  const byIpv4 = inferPeerNetwork(pair('203.0.113.1:3000', '', [device]))
  expect(byIpv4.network.accessPoints).toMatchObject([{ nodeId: 'a', ip4: true }])
})

test('a node in nobody’s list is built with an address of its own, and that is said', () => {
  const inferred = inferPeerNetwork(parse([resource('alone', 1, [])]))
  expect(endpointsIn(inferred)).toEqual({ alone: ['203.0.113.1'] })
  expect(inferred.assumptions[0]).toContain('Nobody lists alone')
})

test('changed peers are noticed', () => {
  const file = parse([
    resource('a', 1, [peer('b', 3, '203.0.113.2:3000')]),
    resource('b', 2, [peer('a', 1, '203.0.113.1:3000')]),
  ])
  expect(nodesPlannedOtherwise(file, inferPeerNetwork(file).network)).toEqual(['a'])
})
