import { afterEach, expect, test } from 'vitest'
import type { Lookups } from '@/lib/linux/tools'
import { proofAvailability, requireAvailable } from './availability'

const COMPLETE: Lookups = {
  platform: 'linux',
  hasProgram: () => true,
  hasKernelWireGuard: () => true,
  capabilities: () => null,
  isRoot: () => true,
  canUse: () => true,
}
const HELPER = import.meta.filename

afterEach(() => {
  delete process.env['COCKPIT_PROVE']
})

test('is there when it is switched on and the machine has everything', () => {
  process.env['COCKPIT_PROVE'] = '1'
  const availability = proofAvailability(COMPLETE, HELPER)
  expect(availability).toEqual({ available: true, isOn: true, missing: [] })
  expect(() => requireAvailable(availability)).not.toThrow()
})

test('says how to switch it on, and what would be missing then', () => {
  const lookups = { ...COMPLETE, hasProgram: (name: string) => name !== 'nft' }
  const availability = proofAvailability(lookups, '/nowhere/prove.mjs')
  expect(availability).toMatchObject({ available: false, isOn: false })
  expect(availability.missing).toEqual([
    expect.stringContaining('COCKPIT_PROVE=1'),
    expect.stringContaining('nft'),
    expect.stringContaining('npm run up'),
  ])
  expect(() => requireAvailable(availability)).toThrow(/nothing was built/)
})

test('is not there outside Linux, whatever is installed', () => {
  process.env['COCKPIT_PROVE'] = '1'
  const { available, missing } = proofAvailability({ ...COMPLETE, platform: 'darwin' }, HELPER)
  expect([available, missing.length]).toEqual([false, 1])
})
