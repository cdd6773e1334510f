import { describe, expect, it } from 'vitest'
import { isOwnAddress, refusedAddress } from './address-policy'

describe('refusedAddress', () => {
  it.each([
    '169.254.169.254',
    '169.254.0.1',
    'fe80::1',
    'febf::1',
    '0.0.0.0',
    '0.1.2.3',
    '::',
    '224.0.0.1',
    '239.255.255.255',
    'ff02::1',
    '255.255.255.255',
    'fd00:ec2::254',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '::169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '2002:a9fe:a9fe::1',
    'example.com',
    '',
  ])('refuses %s', (address) => {
    expect(refusedAddress(address)).not.toBeNull()
  })

  it.each([
    '127.0.0.1',
    '::1',
    '10.0.0.1',
    '172.16.4.4',
    '192.168.1.5',
    'fd12:3456::1',
    '203.0.113.9',
    '2001:db8::1',
    '::ffff:10.0.0.1',
  ])('allows %s', (address) => {
    expect(refusedAddress(address)).toBeNull()
  })
})

describe('isOwnAddress', () => {
  const interfaces = {
    eth0: [
      {
        address: '192.168.7.2',
        netmask: '255.255.255.0',
        family: 'IPv4' as const,
        mac: '00:00:00:00:00:00',
        internal: false,
        cidr: '192.168.7.2/24',
      },
    ],
  }
  it.each([
    '127.0.0.1',
    '127.8.8.8',
    '::1',
    '::ffff:127.0.0.1',
    '192.168.7.2',
    '::ffff:192.168.7.2',
  ])('%s is this machine', (address) => expect(isOwnAddress(address, interfaces)).toBe(true))
  it.each(['192.168.7.3', '2001:db8::1', 'localhost'])('%s is not', (address) =>
    expect(isOwnAddress(address, interfaces)).toBe(false),
  )
})
