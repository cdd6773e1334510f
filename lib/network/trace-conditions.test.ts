import { describe, expect, test } from 'vitest'
import { formatOff, parseOff, switchesOf } from './trace-conditions'
import type { Off, TracedNetwork } from './trace-conditions'

const resource = (nodeId: string, endpoints: string[]) => ({
  nodeId,
  subnet: '10.1.1.0/24',
  publicKey: nodeId,
  listenPort: 3000,
  endpoints,
  peers: [],
})
const network: TracedNetwork = {
  ipRange: '10.1.0.0/16',
  resources: [
    resource('a', ['203.0.113.1', '2001:db8::1', '2001:db8::2']),
    resource('hid', []),
    resource('a:b', ['203.0.113.9']),
  ],
  accessPoints: [{ nodeId: 'a', subnet: '10.1.9.0/24', publicKey: 'd', ip4: true }],
}

test('everything that can be switched off, and its text reads back', () => {
  const all = switchesOf(network)
  expect(all.map(formatOff)).toEqual([
    'a',
    'family:a:ipv4',
    'family:a:ipv6',
    'endpoint:a:203.0.113.1',
    'endpoint:a:2001:db8::1',
    'endpoint:a:2001:db8::2',
    'hid',
    'family:hid:ipv4',
    'a:b',
    'family:a:b:ipv4',
    'endpoint:a:b:203.0.113.9',
    'device:0',
  ])
  expect(all.map((off) => parseOff(network, formatOff(off)))).toEqual(all)
})

test('an address in another spelling is the node’s own', () => {
  const off: Off = { kind: 'endpoint', nodeId: 'a', address: '2001:db8::1' }
  expect(parseOff(network, 'endpoint:a:2001:0DB8:0::0:1')).toEqual(off)
})

describe('refused with a sentence', () => {
  test.each([
    'b',
    '',
    'device:1',
    'device:-1',
    'endpoint:a:203.0.113.2',
    'endpoint:hid:203.0.113.1',
    'endpoint:a:',
    'family:a:ipv5',
    'family:b:ipv4',
    '__proto__',
  ])('%j', (text) => {
    expect(() => parseOff(network, text)).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_NODE',
        message: expect.stringContaining('The network has nothing called'),
      }),
    )
  })
})
