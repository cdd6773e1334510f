import { expect, test } from 'vitest'
import type { NetworkDesign, NodeFacts } from './model'
import { toPeerNetwork } from './to-peer-network'

const design: NetworkDesign = {
  name: 'net',
  range: '10.42.0.0/16',
  mode: 'safe',
  resources: ['a', 'b', 'c'].map((nodeId, index) => ({
    nodeId,
    subnet: `10.42.${index + 1}.0/24`,
    listenPort: 3000 + index,
    forceHidden: nodeId === 'b',
  })),
  devices: [
    { id: 'x', name: 'X', accessNodeId: 'a', subnet: '10.42.245.0/24', family: 'ipv4' },
    {
      id: 'y',
      name: 'Y',
      accessNodeId: 'a',
      subnet: '10.42.244.0/24',
      family: 'ipv6',
      ownPublicKey: 'own',
    },
  ],
  routers: ['a'],
}
const facts = new Map<string, NodeFacts>(
  ['a', 'b'].map((nodeId) => [
    nodeId,
    { nodeId, endpoints: ['203.0.113.1'], takenPorts: [], freshness: 'up', label: nodeId },
  ]),
)
const keys = { 'node:a': 'key-a', 'device:x': 'key-x', 'device:y': 'not used' }

test.each([
  ['an object', keys],
  ['a map', new Map(Object.entries(keys))],
])('joins design, facts and keys given as %s', (_, publicKeys) => {
  const { resources, accessPoints, routers } = toPeerNetwork(design, facts, publicKeys)
  expect(resources.map(({ publicKey, endpoints }) => [publicKey, endpoints])).toEqual([
    ['key-a', ['203.0.113.1']],
    ['node:b', []],
    ['node:c', []],
  ])
  expect(accessPoints).toEqual([
    { nodeId: 'a', subnet: '10.42.245.0/24', publicKey: 'key-x', ip4: true },
    { nodeId: 'a', subnet: '10.42.244.0/24', publicKey: 'own', ip4: false },
  ])
  expect(routers).toEqual(['a'])
})
