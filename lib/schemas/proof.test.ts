import { expect, test } from 'vitest'
import type { PeerNetwork } from '@/lib/network/model'
import { proofEventSchema, proofRequestSchema } from './proof'

const network: PeerNetwork = {
  name: 'x',
  ipRange: '10.42.0.0/16',
  resources: [
    {
      nodeId: 'a',
      subnet: '10.42.1.0/24',
      publicKey: 'node:a',
      listenPort: 3000,
      endpoints: ['203.0.113.1'],
    },
  ],
  accessPoints: [{ nodeId: 'a', subnet: '10.42.245.0/24', publicKey: '', ip4: true }],
  routers: ['a'],
}

test('takes the planner’s own network, whatever its keys', () => {
  expect(proofRequestSchema.parse({ network, mode: 'safe' }).network).toEqual(network)
})

test.each([
  ['no mode', { network }],
  ['a mode there is not', { network, mode: 'as written' }],
  [
    'a node called like a device',
    {
      mode: 'safe',
      network: { ...network, resources: [{ ...network.resources[0], nodeId: 'device:0' }] },
    },
  ],
  [
    'port 0',
    {
      mode: 'safe',
      network: { ...network, resources: [{ ...network.resources[0], listenPort: 0 }] },
    },
  ],
  ['more time than there is', { mode: 'safe', network, limits: { seconds: 121 } }],
  ['more nodes than can be', { mode: 'safe', network, limits: { resources: 41 } }],
])('refuses %s', (_, request) => {
  expect(proofRequestSchema.safeParse(request).success).toBe(false)
})

test.each([
  { type: 'stage', stage: 'building', message: 'Building.' },
  { type: 'built', milliseconds: 700, namespaces: 9, wireguard: 'kernel' },
  { type: 'pair', from: 'a', to: 'device:0', reached: false, milliseconds: null },
  {
    type: 'result',
    matrix: { a: { b: true }, b: { a: true } },
    latency: { a: { b: 0.4 }, b: { a: 0.5 } },
    ways: [{ from: 'a', to: 'b', measured: null, predicted: ['a', 'b'] }],
    agreement: { pairs: 2, agreeing: 2, differences: [] },
    buildMilliseconds: 700,
    measureMilliseconds: 900,
  },
  { type: 'error', code: 'PROOF_TIMEOUT', message: 'Too long.' },
])('$type is an event', (event) => {
  expect(proofEventSchema.parse(event)).toEqual(event)
})
