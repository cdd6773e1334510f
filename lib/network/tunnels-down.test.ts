import { expect, test } from 'vitest'
import type { PeerNetwork } from './model'
import { planTraced } from './trace'
import { downTunnels } from './tunnels-down'

const network: PeerNetwork = {
  name: 'n',
  ipRange: '10.40.0.0/16',
  resources: [
    ['dual', ['198.51.100.1', '2001:db8::1']],
    ['six', ['2001:db8::2']],
    ['hidden', []],
  ].map(([nodeId, endpoints], index) => ({
    nodeId: nodeId as string,
    subnet: `10.40.${index + 1}.0/24`,
    publicKey: `key-${index}`,
    listenPort: 3000,
    endpoints: endpoints as string[],
  })),
  accessPoints: [{ nodeId: 'dual', subnet: '10.40.245.0/24', publicKey: 'key-d', ip4: true }],
}
const traced = planTraced(network, 'safe')

test('with everything on no tunnel of safe peers is down', () => {
  expect(downTunnels(traced, [])).toEqual([])
})

test('an address that is off takes down the tunnels that are dialled at it, and only these', () => {
  const off = { kind: 'endpoint', nodeId: 'dual', address: '198.51.100.1' } as const
  expect(downTunnels(traced, [off])).toEqual([
    { from: 'dual', to: 'hidden' },
    { from: 'dual', to: 'device:0' },
  ])
})

test('a machine that is off takes down all of its tunnels', () => {
  expect(downTunnels(traced, [{ kind: 'node', nodeId: 'dual' }])).toHaveLength(3)
})

test('compat tells an IPv4-only and an IPv6-only node to dial each other: down from the start', () => {
  const four = { ...network.resources[0]!, nodeId: 'four', endpoints: ['198.51.100.4'] }
  const resources = [{ ...four, publicKey: 'key-4' }, network.resources[1]!]
  const compat = planTraced({ ...network, resources, accessPoints: [] }, 'compat')
  expect(downTunnels(compat, [])).toEqual([{ from: 'four', to: 'six' }])
})
