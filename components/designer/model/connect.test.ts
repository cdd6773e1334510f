import { describe, expect, test } from 'vitest'
import type { NetworkDesign, NodeFacts } from '@/lib/network/model'
import { connect, familyFor } from './connect'

const facts = new Map(
  [
    { nodeId: 'ghent', endpoints: ['198.51.100.7', '2001:db8::7'], label: 'Ghent' },
    { nodeId: 'zurich', endpoints: ['2001:db8:a1::9'], label: 'Zürich' },
    { nodeId: 'vienna', endpoints: ['198.51.100.9'], label: 'Vienna' },
    { nodeId: 'lochristi', endpoints: [], label: 'Lochristi' },
  ].map((node): [string, NodeFacts] => [node.nodeId, { ...node, takenPorts: [], freshness: 'up' }]),
)
const design: NetworkDesign = {
  name: 'kestrel',
  range: '10.40.0.0/16',
  mode: 'safe',
  resources: ['ghent', 'zurich', 'vienna', 'lochristi'].map((nodeId, index) => ({
    nodeId,
    subnet: `10.40.${index + 1}.0/24`,
    listenPort: 3000 + index,
    forceHidden: false,
  })),
  devices: [
    {
      id: 'laptop',
      name: 'ada-laptop',
      accessNodeId: 'ghent',
      subnet: '10.40.245.0/24',
      family: 'ipv4',
    },
  ],
  routers: ['vienna'],
}

describe('a link drawn by hand', () => {
  test('moves a device to the node it is drawn to, in a family the node has', () => {
    expect(connect(design, facts, ['device:laptop', 'node:zurich'])).toEqual({
      command: {
        type: 'set-device',
        id: 'laptop',
        patch: { accessNodeId: 'zurich', family: 'ipv6' },
      },
    })
  })

  test.each([
    ['node:ghent', 'node:lochristi'],
    ['node:lochristi', 'node:ghent'],
    ['node:zurich', 'node:ghent'],
  ] as const)('from %s to %s makes Ghent the first router', (from, to) => {
    expect(connect(design, facts, [from, to])).toEqual({
      command: { type: 'set-network', patch: { routers: ['ghent', 'vienna'] } },
    })
  })

  test.each([
    ['device:laptop', 'node:lochristi', /no device can dial it/],
    ['node:ghent', 'node:vienna', /peers are computed/],
    ['node:zurich', 'node:lochristi', /Neither Zürich nor Lochristi/],
    ['device:laptop', 'device:other', /Two devices/],
    ['node:ghent', 'node:ghent', /two ends/],
  ] as const)('from %s to %s is refused with a reason', (from, to, reason) => {
    expect(connect(design, facts, [from, to])).toEqual({ refusal: expect.stringMatching(reason) })
  })

  test('chooses no router with tfuser peers, where the first node with IPv4 routes', () => {
    const compat = { ...design, mode: 'compat' as const }
    expect(connect(compat, facts, ['node:lochristi', 'node:ghent'])).toHaveProperty('refusal')
  })

  test('treats a node forced hidden as hidden', () => {
    const forced = {
      ...design,
      resources: design.resources.map((r) => ({ ...r, forceHidden: r.nodeId === 'ghent' })),
    }
    expect(connect(forced, facts, ['device:laptop', 'node:ghent'])).toHaveProperty('refusal')
  })
})

test.each([
  ['dual', 'ipv6', 'ipv6'],
  ['ipv4', 'ipv6', 'ipv4'],
  ['ipv6', 'ipv4', 'ipv6'],
  ['hidden', 'ipv4', 'ipv4'],
] as const)('a node dialled over %s serves %s as %s', (kind, wanted, family) => {
  expect(familyFor(kind, wanted)).toBe(family)
})
