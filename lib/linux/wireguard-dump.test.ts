import { expect, test } from 'vitest'
import { parseHandshakes, parseTransfers } from './wireguard-dump'

const KEY = 'AndhYVLZU5Ee4URhz1pHhMJwRkEx+0DlCz3fEL/PUTk='

// Source: wireguard-tools 1.0.20210914, `wg show all transfer` and `wg show all latest-handshakes`.
test('reads transfers', () => {
  expect(parseTransfers(`w-a0\t${KEY}\t180\t92\nw-a1\t${KEY}\t0\t0\n`)).toEqual([
    { interface: 'w-a0', peer: KEY, received: 180, sent: 92 },
    { interface: 'w-a1', peer: KEY, received: 0, sent: 0 },
  ])
})

test('reads handshakes', () => {
  expect(parseHandshakes(`w-a0\t${KEY}\t1700000000\nw-a1\t${KEY}\t0\n`)).toEqual([
    { interface: 'w-a0', peer: KEY, at: 1_700_000_000 },
    { interface: 'w-a1', peer: KEY, at: 0 },
  ])
})

test('leaves out what is no such line', () => {
  expect(parseTransfers('')).toEqual([])
  expect(
    parseTransfers(`Unable to access interface w-a0: No such device\nw-a1\t${KEY}\tx\t0`),
  ).toEqual([])
})
