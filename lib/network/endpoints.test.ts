import { expect, test } from 'vitest'
import {
  endpointClass,
  familyOf,
  firstOf,
  isPublicEndpoint,
  printedAddress,
  publicEndpoints,
  withPort,
} from './endpoints'
import { loadEndpointVectors, loadScenarios } from './testing/vectors'

test('judges every recorded address as the original does', () => {
  const { vectors } = loadEndpointVectors()
  expect(vectors).toHaveLength(36)
  for (const { ip, is_ipv4, printed, usable_endpoint } of vectors) {
    expect([ip, isPublicEndpoint(ip)]).toEqual([ip, usable_endpoint])
    expect(printedAddress(ip)).toBe(printed)
    expect(familyOf(printed)).toBe(is_ipv4 ? 'ipv4' : 'ipv6')
  }
})

test('finds the endpoints of every node of every scenario', () => {
  const nodes = loadScenarios().flatMap((scenario) => Object.values(scenario.nodes))
  expect(nodes.length).toBeGreaterThan(50)
  for (const { explorer_node, expected_pub_endpoints } of nodes)
    expect(publicEndpoints(explorer_node)).toEqual(expected_pub_endpoints ?? [])
})

test.each(['', 'nope', '1.2.3', '010.1.1.1', '0x7f.1', '1.2.3.4/24', 'fe80::1%eth0', '::1::2'])(
  '%j is no endpoint',
  (text) => {
    expect(isPublicEndpoint(text)).toBe(false)
    expect(printedAddress(text)).toBeNull()
  },
)

test('a node with null lists and empty configuration is hidden', () => {
  expect(publicEndpoints({ public_config: null, ifaces: null })).toEqual([])
  expect(
    publicEndpoints({ public_config: null, ifaces: [{ name: 'e', addrs: null, gateway: null }] }),
  ).toEqual([])
})

test.each([
  [['203.0.113.1', '2001:db8::1'], 'dual'],
  [['203.0.113.1'], 'ipv4'],
  [['2001:db8::1'], 'ipv6'],
  [[], 'hidden'],
])('class of %j is %s', (endpoints, expected) => expect(endpointClass(endpoints)).toBe(expected))

test('first of a family, with its port', () => {
  const endpoints = ['2001:db8::1', '203.0.113.1', '2001:db8::2']
  expect(firstOf(endpoints, 'ipv6')).toBe('2001:db8::1')
  expect(firstOf(endpoints, 'ipv4')).toBe('203.0.113.1')
  expect(firstOf([], 'ipv4')).toBeNull()
  expect(withPort('2001:db8::1', 3001)).toBe('[2001:db8::1]:3001')
  expect(withPort('203.0.113.1', 3001)).toBe('203.0.113.1:3001')
})
