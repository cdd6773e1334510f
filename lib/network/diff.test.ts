import { expect, test } from 'vitest'
import { diffPlanned, isChanged } from './diff'
import type { PeerNetwork } from './model'
import { planPeers } from './plan-peers'

const resource = (nodeId: string, octet: number, rest: object = {}) => ({
  nodeId,
  subnet: `10.1.${octet}.0/24`,
  publicKey: `key-${nodeId}`,
  listenPort: 3000 + octet,
  endpoints: [`203.0.113.${octet}`],
  ...rest,
})
const network = (
  resources: PeerNetwork['resources'],
  accessPoints: PeerNetwork['accessPoints'] = [],
) => planPeers({ name: 'n', ipRange: '10.1.0.0/16', resources, accessPoints }, { mode: 'safe' })
const labelOf = (key: string) => key.replace('key-', '').toUpperCase()
const device = (octet: number, publicKey = 'key-laptop') => ({
  nodeId: 'a',
  subnet: `10.1.${octet}.0/24`,
  publicKey,
  ip4: true,
})
const kinds = (changes: ReturnType<typeof diffPlanned>) =>
  changes.map(({ nodeId, kind, peers }) => [
    nodeId,
    kind,
    peers.map((peer) => `${peer.kind} ${peer.label}`),
  ])

test('nothing before: everything is added', () => {
  const changes = diffPlanned(null, network([resource('a', 1), resource('b', 2)]), labelOf)
  expect(kinds(changes)).toEqual([
    ['a', 'add', ['add B']],
    ['b', 'add', ['add A']],
  ])
  expect(changes[0]?.peers[0]).toMatchObject({
    before: null,
    after: { label: 'B', subnet: '10.1.2.0/24' },
  })
})

test('the same network changes nothing, whatever the order of allowed IPs', () => {
  const after = network([resource('a', 1), resource('b', 2)], [device(9)])
  const before = {
    ...after,
    resources: after.resources.map((node) => ({
      ...node,
      peers: node.peers.map((peer) => ({ ...peer, allowedIps: [...peer.allowedIps].reverse() })),
    })),
  }
  expect(diffPlanned(before, after, labelOf).some(isChanged)).toBe(false)
})

test('a new node is added, the others gain a peer', () => {
  const before = network([resource('a', 1), resource('b', 2)])
  const after = network([resource('a', 1), resource('b', 2), resource('c', 3)])
  expect(kinds(diffPlanned(before, after, labelOf))).toEqual([
    ['a', 'change', ['keep B', 'add C']],
    ['b', 'change', ['keep A', 'add C']],
    ['c', 'add', ['add A', 'add B']],
  ])
})

test('a node that goes stands last with what it had', () => {
  const before = network([resource('a', 1), resource('b', 2)])
  const changes = diffPlanned(before, network([resource('b', 2)]), labelOf)
  expect(kinds(changes)).toEqual([
    ['b', 'change', ['remove A']],
    ['a', 'remove', ['remove B']],
  ])
  expect(changes[1]).toMatchObject({ subnet: '10.1.1.0/24', listenPort: 3001, publicKey: 'key-a' })
})

test('a port and a key are field changes; the peer of a new key is changed, not replaced', () => {
  const before = network([resource('a', 1), resource('b', 2)])
  const after = network([
    resource('a', 1),
    resource('b', 2, { listenPort: 4000, publicKey: 'key-b2' }),
  ])
  const [a, b] = diffPlanned(before, after, labelOf)
  expect(b?.fieldChanges).toEqual([
    { field: 'listen port', before: '3002', after: '4000' },
    { field: 'public key', before: 'key-b', after: 'key-b2' },
  ])
  expect(a?.peers).toEqual([
    expect.objectContaining({
      kind: 'change',
      label: 'B2',
      before: expect.objectContaining({ endpoint: '203.0.113.2:3002', label: 'B' }),
      after: expect.objectContaining({ endpoint: '203.0.113.2:4000', label: 'B2' }),
    }),
  ])
})

test('devices are matched by subnet: another key is a change, another subnet a new one', () => {
  const nodes = [resource('a', 1)]
  const before = network(nodes, [device(9)])
  expect(kinds(diffPlanned(before, network(nodes, [device(9, 'key-phone')]), labelOf))).toEqual([
    ['a', 'change', ['change PHONE']],
  ])
  expect(kinds(diffPlanned(before, network(nodes, [device(8)]), labelOf))).toEqual([
    ['a', 'change', ['add LAPTOP', 'remove LAPTOP']],
  ])
})

test('a moved subnet is a field change', () => {
  const changes = diffPlanned(
    network([resource('a', 1)]),
    network([resource('a', 2, { listenPort: 3001 })]),
    labelOf,
  )
  expect(changes[0]?.fieldChanges).toEqual([
    { field: 'subnet', before: '10.1.1.0/24', after: '10.1.2.0/24' },
  ])
})

test('a node whose reservation failed is added; those that know it already stay', () => {
  const after = network([resource('a', 1), resource('b', 2)])
  const before = { ...after, resources: after.resources.filter(({ nodeId }) => nodeId === 'a') }
  expect(kinds(diffPlanned(before, after, labelOf))).toEqual([
    ['a', 'keep', ['keep B']],
    ['b', 'add', ['add A']],
  ])
})
