import { expect, test } from 'vitest'
import { routeChanges, routesOf } from './routes'
import type { ResourcePeer } from './routes'

const peer = (subnet: string, ...allowedIps: string[]): ResourcePeer => ({
  publicKey: '',
  endpoint: '',
  subnet,
  allowedIps,
})
const OWN = '10.42.1.0/24'

test('every subnet of a peer goes by its tunnel address, single addresses by nothing', () => {
  const routes = routesOf(OWN, [
    peer('10.42.2.0/24', '10.42.2.0/24', '100.64.42.2/32', '10.42.3.0/24', '100.64.42.3/32'),
  ])
  expect([...routes]).toEqual([
    ['10.42.2.0/24', '100.64.42.2'],
    ['10.42.3.0/24', '100.64.42.2'],
  ])
})

test('a subnet of two peers goes by the later, as in WireGuard', () => {
  const both = [peer('10.42.2.0/24', '10.42.9.0/24'), peer('10.42.3.0/24', '10.42.9.0/24')]
  expect(routesOf(OWN, both).get('10.42.9.0/24')).toBe('100.64.42.3')
})

test('the own subnet stays on the bridge, host bits are left out', () => {
  expect([...routesOf(OWN, [peer('10.42.2.0/24', OWN, '10.42.2.7/24')])]).toEqual([
    ['10.42.2.0/24', '100.64.42.2'],
  ])
})

test('what stays is not touched', () => {
  const before = new Map([
    ['10.42.2.0/24', '100.64.42.2'],
    ['10.42.3.0/24', '100.64.42.2'],
    ['10.42.4.0/24', '100.64.42.4'],
  ])
  const after = new Map([
    ['10.42.2.0/24', '100.64.42.2'],
    ['10.42.3.0/24', '100.64.42.3'],
    ['10.42.5.0/24', '100.64.42.5'],
  ])
  expect(routeChanges(before, after, 'w-x')).toEqual([
    'route del 10.42.4.0/24 via 100.64.42.4 dev w-x',
    'route replace 10.42.3.0/24 via 100.64.42.3 dev w-x',
    'route replace 10.42.5.0/24 via 100.64.42.5 dev w-x',
  ])
  expect(routeChanges(after, after, 'w-x')).toEqual([])
})

test('a subnet that is none is refused', () => {
  expect(() => routesOf(OWN, [peer('10.42.2.0/24', '10.42.2.0/24 dev lo')])).toThrow(
    expect.objectContaining({ code: 'INVALID_CIDR' }),
  )
})
