import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  originalTunnelAddress,
  originalTunnelRange,
  tunnelAddress,
  tunnelRange,
} from './tunnel-address'

interface Vector {
  subnet: string
  wg_ip: string
  wg_subnet: string
}
const { vectors } = JSON.parse(
  readFileSync(new URL('./vectors/wgip.json', import.meta.url), 'utf8'),
) as { vectors: Vector[] }
const refused = expect.objectContaining({ code: 'INVALID_CIDR' })

test('the vector file is complete', () => expect(vectors).toHaveLength(21))

test.each(vectors)(
  'computes what the original does for "$subnet"',
  ({ subnet, wg_ip, wg_subnet }) => {
    if (wg_ip.startsWith('panic')) {
      expect(() => originalTunnelAddress(subnet)).toThrow(refused)
      expect(() => originalTunnelRange(subnet)).toThrow(refused)
      return
    }
    expect(originalTunnelAddress(subnet)).toBe(wg_ip)
    expect(originalTunnelRange(subnet)).toBe(wg_subnet)
  },
)

/** What ours takes: a /24 without host bits, not every CIDR whose bytes can be read. */
const subnets = [
  '10.3.1.0/24',
  '173.30.1.0/24',
  '192.168.255.0/24',
  '100.64.1.0/24',
  '10.1.1.0/24',
  '20.1.1.0/24',
]
const ranges = ['173.30.0.0/16']

test.each(vectors)(
  'takes "$subnet" only if it is a whole /24 or /16',
  ({ subnet, wg_ip, wg_subnet }) => {
    if (subnets.includes(subnet)) expect(tunnelAddress(subnet)).toBe(wg_ip)
    else expect(() => tunnelAddress(subnet)).toThrow(refused)
    if (ranges.includes(subnet)) expect(tunnelRange(subnet)).toBe(wg_subnet)
    else expect(() => tunnelRange(subnet)).toThrow(refused)
  },
)
