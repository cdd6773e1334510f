import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDomainError } from '@/lib/errors/domain-error'
import { reachabilityMatrix } from '@/lib/network/matrix'
import type { PeerNetwork } from '@/lib/network/model'
import { randomNetworks } from '@/lib/network/testing/random-networks'
import { planTraced } from '@/lib/network/trace'
import { parseWgQuick } from '@/lib/wireguard/wg-quick'
import { countedKeys } from '../testing/counted-keys'
import { planWorld } from './plan-world'

const plan = (network: PeerNetwork, mode: 'compat' | 'safe' = 'safe') =>
  planWorld(network, mode, { tag: 'abcd', newKeys: countedKeys() })
const node = (nodeId: string, third: number, endpoints: string[]) => ({
  nodeId,
  subnet: `10.42.${third}.0/24`,
  publicKey: 'ignored',
  listenPort: 3000 + third,
  endpoints,
})
const network: PeerNetwork = {
  name: 'x',
  ipRange: '10.42.0.0/16',
  resources: [
    node('dual', 1, ['203.0.113.1', '2001:DB8:0::1']),
    node('six', 2, ['2001:db8::2']),
    node('hidden', 3, []),
  ],
  accessPoints: [
    { nodeId: 'dual', subnet: '10.42.245.0/24', publicKey: 'ignored', ip4: true },
    { nodeId: 'hidden', subnet: '10.42.244.0/24', publicKey: 'ignored', ip4: true },
  ],
}

describe('one of each', () => {
  const world = plan(network)
  const [dual, six, hidden] = world.nodes

  test('a node has exactly its public addresses, a hidden one a NAT', () => {
    expect(dual?.host).toEqual({
      namespace: 'h-abcd0',
      addresses: ['203.0.113.1', '2001:db8::1'],
      nat: null,
    })
    expect(six?.host.addresses).toEqual(['2001:db8::2'])
    expect(hidden?.host).toMatchObject({ addresses: [], nat: { namespace: 'x-abcd2' } })
  })

  test('the tunnels of a node are born where its addresses are', () => {
    for (const { host, resource } of world.nodes) expect(resource.birth).toBe(host.namespace)
  })

  test('a VM has .2, the node .1', () => {
    expect(dual?.vm).toEqual({
      namespace: 'v-abcd0',
      address: '10.42.1.2/24',
      gateway: '10.42.1.1',
    })
  })

  test('a device gets the text that the product hands out', () => {
    const wgQuick = parseWgQuick(world.devices[0]?.config ?? '')
    expect(wgQuick.addresses).toEqual(['100.64.42.245/32'])
    expect(wgQuick.peers[0]).toMatchObject({
      publicKey: world.machines[0]?.publicKey,
      allowedIps: ['10.42.0.0/16', '100.64.42.0/24'],
      endpoint: '203.0.113.1:3001',
    })
  })

  test('a device that cannot dial gets the same without an endpoint', () => {
    const wgQuick = parseWgQuick(world.devices[1]?.config ?? '')
    expect(wgQuick.peers).toHaveLength(1)
    expect(wgQuick.peers[0]?.endpoint).toBe('')
  })

  test('no key of the design is used', () => {
    expect(JSON.stringify(world)).not.toContain('ignored')
  })

  test('machines are pinged at .2, devices at their tunnel address', () => {
    expect(
      world.machines.map(({ name, namespace, address }) => [name, namespace, address]),
    ).toEqual([
      ['dual', 'v-abcd0', '10.42.1.2'],
      ['six', 'v-abcd1', '10.42.2.2'],
      ['hidden', 'v-abcd2', '10.42.3.2'],
      ['device:0', 'd-abcd3', '100.64.42.245'],
      ['device:1', 'd-abcd4', '100.64.42.244'],
    ])
  })
})

test('of two resources of one node the last is built', () => {
  const twice = [...network.resources, node('dual', 9, ['203.0.113.1'])]
  const world = plan({ ...network, resources: twice, accessPoints: [] }, 'compat')
  expect(world.nodes.map(({ nodeId, resource }) => [nodeId, resource.subnet])).toContainEqual([
    'dual',
    '10.42.9.0/24',
  ])
  expect(world.nodes).toHaveLength(3)
})

test('addresses that are made up are nobody’s', () => {
  const resources = [node('a', 1, ['198.18.0.1', '198.18.0.2']), node('b', 2, [])]
  const world = plan({ ...network, resources, accessPoints: [] })
  expect(world.nodes[1]?.host.nat?.address).toBe('198.18.0.3')
  const inside = plan({ ...network, ipRange: '198.18.0.0/16', accessPoints: [] })
  expect(inside.nodes[2]?.host.nat?.address).toBe('198.19.0.1')
})

test.each([
  [
    'one address of two nodes',
    { resources: [node('a', 1, ['203.0.113.1']), node('b', 2, ['203.0.113.1'])] },
    'PROOF_IMPOSSIBLE',
  ],
  [
    'an address that is none',
    { resources: [node('a', 1, ['203.0.113.1 dev lo'])] },
    'PROOF_IMPOSSIBLE',
  ],
  [
    'a subnet without room',
    { resources: [{ ...node('a', 1, ['203.0.113.1']), subnet: '10.42.1.0/31' }] },
    'INVALID_CIDR',
  ],
  [
    'a device’s subnet that is no /24',
    { accessPoints: [{ nodeId: 'dual', subnet: '10.42.8.0/23', publicKey: '', ip4: true }] },
    'INVALID_CIDR',
  ],
])('refuses %s', (_, change, code) => {
  expect(() => plan({ ...network, accessPoints: [], ...change }, 'compat')).toThrow(
    expect.objectContaining({ code }),
  )
})

test.each(['compat', 'safe'] as const)(
  'random networks, %s: names are unique and short, the prediction is the network’s own',
  (mode) => {
    fc.assert(
      fc.property(randomNetworks, (random) => {
        let world
        try {
          world = plan(random, mode)
        } catch (error) {
          if (isDomainError(error, 'NO_ROUTER')) return
          throw error
        }
        const namespaces = [
          world.internet,
          ...world.nodes.flatMap(({ host, vm, resource }) => [
            host.namespace,
            vm.namespace,
            `n-${resource.id}`,
            ...(host.nat ? [host.nat.namespace] : []),
          ]),
          ...world.devices.map(({ namespace }) => namespace),
        ]
        expect(new Set(namespaces).size).toBe(namespaces.length)
        for (const name of namespaces) expect(name.length).toBeLessThanOrEqual(15)
        const predicted = reachabilityMatrix(world.traced)
        expect(predicted.names).toEqual(world.machines.map(({ name }) => name))
        expect(predicted.matrix).toEqual(reachabilityMatrix(planTraced(random, mode)).matrix)
      }),
      { numRuns: 60 },
    )
  },
)
