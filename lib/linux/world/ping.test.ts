import { expect, test } from 'vitest'
import { readLatency } from './ping'

// Source: ping of iputils 20221126.
test('reads the time of a reply', () => {
  expect(
    readLatency(
      'PING 10.1.2.2 (10.1.2.2) 56(84) bytes of data.\n64 bytes from 10.1.2.2: icmp_seq=3 ttl=62 time=0.631 ms\n',
    ),
  ).toBe(0.631)
  expect(readLatency('64 bytes from 10.1.2.2: icmp_seq=1 ttl=64 time<1 ms\n')).toBe(1)
})

test.each([
  'PING 10.1.2.2 (10.1.2.2) 56(84) bytes of data.\n\n--- 10.1.2.2 ping statistics ---\n8 packets transmitted, 0 received\n',
  'From 10.1.1.1 icmp_seq=1 Destination Host Unreachable\n',
  '',
])('no reply: %j', (output) => {
  expect(readLatency(output)).toBeNull()
})
