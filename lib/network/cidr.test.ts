import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  contains,
  isPublicRange,
  overlaps,
  parseRange,
  parseSubnet,
  readIpv4Cidr,
  subnetsOf,
} from './cidr'

const code = (value: string) => expect.objectContaining({ code: value })

describe('parseRange', () => {
  test.each([
    '10.42.0.0/16',
    '172.30.0.0/16',
    '192.168.0.0/16',
    '173.30.0.0/16',
    '174.40.0.0/16',
    ' 10.0.0.0/16 ',
  ])('accepts %s', (range) => expect(parseRange(range).text).toBe(range.trim()))

  test.each([
    ['', 'is empty'],
    ['nope', 'no IPv4 CIDR'],
    ['10.42.0.0', 'no IPv4 CIDR'],
    ['10.042.0.0/16', 'no IPv4 CIDR'],
    ['10.256.0.0/16', 'no IPv4 CIDR'],
    ['10.42.0.0/33', 'no IPv4 CIDR'],
    ['10.42.0.0/16; rm', 'no IPv4 CIDR'],
    ['2001:db8::/32', 'is IPv6'],
    ['10.42.0.0/17', 'a network needs a /16, such as 10.42.0.0/16'],
    ['10.0.0.0/8', 'is a /8'],
    ['10.42.1.0/16', 'write 10.42.0.0/16'],
    ['100.100.0.0/16', 'where tunnel addresses live'],
    ['100.64.0.0/16', 'where tunnel addresses live'],
    ['0.1.0.0/16', 'no machine can use'],
    ['127.1.0.0/16', 'never leaves a machine'],
    ['169.254.0.0/16', 'link-local'],
    ['224.1.0.0/16', 'multicast'],
    ['255.255.0.0/16', 'reserved'],
  ])('refuses %j: %s', (range, reason) => {
    expect(() => parseRange(range)).toThrow(code('INVALID_CIDR'))
    expect(() => parseRange(range)).toThrow(reason)
  })
})

describe('parseSubnet', () => {
  const range = parseRange('10.42.0.0/16')
  test('accepts a /24 of the range', () => {
    expect(parseSubnet('10.42.7.0/24', range)).toMatchObject({ text: '10.42.7.0/24', prefix: 24 })
  })
  test.each([
    ['10.42.7.0/25', 'is a /25'],
    ['10.42.7.5/24', 'write 10.42.7.0/24'],
    ['x', 'no IPv4 CIDR'],
  ])('refuses %s', (subnet, reason) => {
    expect(() => parseSubnet(subnet, range)).toThrow(code('INVALID_CIDR'))
    expect(() => parseSubnet(subnet, range)).toThrow(reason)
  })
  test('refuses one outside with its own code', () => {
    expect(() => parseSubnet('10.43.7.0/24', range)).toThrow(code('SUBNET_OUTSIDE'))
    expect(parseSubnet('10.43.7.0/24').text).toBe('10.43.7.0/24')
  })
})

test.each([
  ['173.30.0.0/16', true],
  ['174.40.0.0/16', true],
  ['172.15.0.0/16', true],
  ['172.32.0.0/16', true],
  ['192.169.0.0/16', true],
  ['172.16.0.0/16', false],
  ['172.31.0.0/16', false],
  ['10.0.0.0/16', false],
  ['192.168.0.0/16', false],
  ['nope', false],
])('%s is public: %s', (range, expected) => expect(isPublicRange(range)).toBe(expected))

test('a range has 256 subnets', () => {
  const subnets = subnetsOf(parseRange('10.42.0.0/16'))
  expect(subnets).toHaveLength(256)
  expect([subnets[0], subnets[1], subnets[255]]).toEqual([
    '10.42.0.0/24',
    '10.42.1.0/24',
    '10.42.255.0/24',
  ])
})

test('overlap and containment agree with the addresses inside', () => {
  const cidr = fc.record({ last: fc.nat(63), prefix: fc.integer({ min: 26, max: 32 }) })
  fc.assert(
    fc.property(cidr, cidr, (a, b) => {
      const members = ({ last, prefix }: typeof a) => {
        const size = 2 ** (32 - prefix)
        const start = last - (last % size)
        return Array.from({ length: size }, (_, index) => start + index)
      }
      const text = ({ last, prefix }: typeof a) => `10.0.0.${last}/${prefix}`
      const [left, right] = [members(a), members(b)]
      expect(overlaps(text(a), text(b))).toBe(left.some((address) => right.includes(address)))
      expect(contains(text(a), text(b))).toBe(right.every((address) => left.includes(address)))
    }),
  )
  expect(overlaps('0.0.0.0/0', '255.255.255.255/32')).toBe(true)
  expect(overlaps('nope', '10.0.0.0/8')).toBe(false)
})

test('text, number and back', () => {
  const octet = fc.nat(255)
  fc.assert(
    fc.property(octet, octet, octet, octet, fc.nat(32), (a, b, c, d, prefix) => {
      const text = `${a}.${b}.${c}.${d}/${prefix}`
      expect(readIpv4Cidr(text)?.text).toBe(text)
    }),
  )
})
