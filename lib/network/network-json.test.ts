import { describe, expect, test } from 'vitest'
import type { NodeFacts } from './model'
import { encodeNetworkJson, parseNetworkJson, withoutNeedlessHiding } from './network-json'
import { MAX_NETWORK_FILE_CHARS } from './network-json-limits'
import { planPeers } from './plan-peers'
import { loadScenarios, peersOf, toSortedPeers } from './testing/vectors'
import { toPeerNetwork } from './to-peer-network'

const scenarios = loadScenarios()
const files = scenarios.flatMap(({ name, steps, expected }) => [
  ...steps.map((step, index) => ({
    name: `${name} step ${index}`,
    file: step.reservation_file ?? '',
  })),
  { name, file: expected.reservation_file_sample },
])
const withText = files.filter(({ file }) => file !== '')
const one = scenarios.find(({ name }) => name === '26_round_trip')!
const refused = expect.objectContaining({ code: 'INVALID_NETWORK_FILE' })

test('every scenario and step is read', () => {
  expect(scenarios).toHaveLength(26)
  expect(withText.length).toBeGreaterThan(100)
})

test.each(withText)('$name comes back byte for byte', ({ file }) => {
  const { network } = parseNetworkJson(file)
  expect(encodeNetworkJson(network)).toBe(file)
})

test.each(withText)('$name: the bare network comes back, too', ({ file }) => {
  const data = /"data":(.*),"created"/.exec(file)?.[1] ?? ''
  const { network } = parseNetworkJson(data)
  expect(encodeNetworkJson(network, 'network')).toBe(`${data}\n`)
})

test('files that stayed empty are refused', () => {
  const empty = files.filter(({ file }) => file === '')
  expect(empty.length).toBeGreaterThan(0)
  expect(() => parseNetworkJson('')).toThrow(refused)
})

test('infers devices and hidden nodes, and plans the file’s own peers from them', () => {
  const { design, network, publicKeys } = parseNetworkJson(one.expected.reservation_file_sample)
  expect(design.devices).toEqual([
    expect.objectContaining({
      id: 'imported-1',
      subnet: '172.30.10.0/24',
      accessNodeId: design.resources[0]?.nodeId,
    }),
  ])
  expect(design.resources.map(({ forceHidden }) => forceHidden)).toEqual([
    false,
    false,
    false,
    true,
  ])
  const facts = new Map(
    Object.values(one.nodes).map((node): [string, NodeFacts] => [
      node.node_id,
      {
        nodeId: node.node_id,
        endpoints: node.expected_pub_endpoints ?? [],
        takenPorts: [],
        freshness: 'up',
        label: node.node_id,
      },
    ]),
  )
  const planned = planPeers(toPeerNetwork(design, facts, publicKeys), { mode: design.mode })
  const sorted = peersOf(network).map(({ node_id, peers }) => ({
    node_id,
    peers: peers.map((peer) => ({ ...peer, allowed_ips: [...peer.allowed_ips].sort() })),
  }))
  expect(toSortedPeers(planned)).toEqual(sorted)
  const relaxed = withoutNeedlessHiding(design, facts)
  expect(relaxed.resources.map(({ forceHidden }) => forceHidden)).toEqual([
    false,
    false,
    false,
    false,
  ])
})

test('a node that was forced hidden stays so', () => {
  const forced = scenarios.find(({ name }) => name === '12_force_hidden')!
  const { design } = parseNetworkJson(forced.expected.reservation_file_sample)
  expect(design.resources.map(({ forceHidden }) => forceHidden)).toEqual([false, true, false])
})

describe('hostile files', () => {
  const base = JSON.parse(one.expected.reservation_file_sample) as {
    data: { net_resources: unknown[] }
  }
  const broken = (change: (copy: { type?: unknown; data: Record<string, unknown> }) => void) => {
    const copy = structuredClone(base) as unknown as {
      type?: unknown
      data: Record<string, unknown>
    }
    change(copy)
    return JSON.stringify(copy)
  }
  const first = (copy: { data: Record<string, unknown> }) =>
    (copy.data['net_resources'] as Record<string, unknown>[])[0]!

  test.each([
    ['no JSON', '{', 'no JSON'],
    ['a list', '[]', 'form of a tfuser network'],
    ['null', 'null', 'form of a tfuser network'],
    ['another workload', broken((copy) => (copy.type = 'kubernetes')), 'type'],
    ['a number as name', broken((copy) => (copy.data['name'] = 7)), 'data.name'],
    ['a range that is none', broken((copy) => (copy.data['ip_range'] = 'nope')), 'data.ip_range'],
    [
      'a port beyond 65535',
      broken((copy) => (first(copy)['wg_listen_port'] = 70000)),
      'wg_listen_port',
    ],
    [
      'a key that is none',
      broken((copy) => (first(copy)['wg_public_key'] = 'a\nb')),
      'wg_public_key',
    ],
    [
      'a box that is no hex',
      broken((copy) => (first(copy)['wg_private_key'] = 'xyz')),
      'wg_private_key',
    ],
    [
      'peers of another type',
      broken((copy) => (first(copy)['peers'] = 'none')),
      'net_resources.0.peers',
    ],
    [
      'an endpoint with a name',
      broken(
        (copy) =>
          ((first(copy)['peers'] as { endpoint: string }[])[0]!.endpoint = 'evil.example:1'),
      ),
      'endpoint',
    ],
    [
      'a node twice',
      broken((copy) => (copy.data['net_resources'] as unknown[]).push(first(copy))),
      'twice',
    ],
    [
      'too many nodes',
      broken((copy) => (copy.data['net_resources'] = Array(513).fill(first(copy)))),
      'net_resources',
    ],
    ['deep nesting', `${'['.repeat(5000)}${']'.repeat(5000)}`, 'nested deeper'],
    ['deep nesting inside', `{"data":${'{"a":'.repeat(20)}1${'}'.repeat(20)}}`, 'nested deeper'],
    ['a giant', ' '.repeat(MAX_NETWORK_FILE_CHARS + 1), 'million characters'],
  ])('refuses %s', (_, file, reason) => {
    expect(() => parseNetworkJson(file)).toThrow(refused)
    expect(() => parseNetworkJson(file)).toThrow(reason)
  })

  test('brackets inside text do not count as depth; null lists are empty', () => {
    const network = { name: '['.repeat(40), net_id: '', ip_range: '', net_resources: null }
    expect(parseNetworkJson(JSON.stringify(network)).network.net_resources).toEqual([])
  })
})
