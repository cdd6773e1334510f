import { expect, test } from 'vitest'
import { checkTools } from './tools'
import type { Lookups } from './tools'

/** A machine that has everything and no WireGuard in its kernel. */
const complete: Lookups = {
  platform: 'linux',
  hasProgram: () => true,
  hasKernelWireGuard: () => false,
  capabilities: () => (1n << 41n) - 1n,
  isRoot: () => true,
  canUse: () => true,
}
const namesMissing = (change: Partial<Lookups>) =>
  checkTools({ ...complete, ...change }).map(({ name }) => name)

test('a complete machine lacks nothing', () => {
  expect(checkTools(complete)).toEqual([])
})

test.each([
  ['another system', { platform: 'darwin', hasProgram: () => false }, ['linux']],
  ['one program', { hasProgram: (name: string) => name !== 'nft' }, ['nft']],
  ['wireguard-go', { hasProgram: (name: string) => name !== 'wireguard-go' }, ['wireguard-go']],
  ['the tunnel device', { canUse: () => false }, ['/dev/net/tun']],
  ['root', { isRoot: () => false, capabilities: () => 0n }, ['root']],
  ['a capability', { capabilities: () => (1n << 12n) | (1n << 21n) }, ['NET_RAW']],
  ['all capabilities', { capabilities: () => 0n }, ['NET_ADMIN', 'NET_RAW', 'SYS_ADMIN']],
] as [string, Partial<Lookups>, string[]][])('names %s', (_, change, names) => {
  expect(namesMissing(change)).toEqual(names)
})

test('with WireGuard in the kernel neither wireguard-go nor its device is needed', () => {
  const change = {
    hasKernelWireGuard: () => true,
    hasProgram: (name: string) => name !== 'wireguard-go',
    canUse: () => false,
  }
  expect(namesMissing(change)).toEqual([])
})

test('says for each program where it comes from', () => {
  const pieces = checkTools({ ...complete, hasProgram: () => false })
  expect(pieces.map(({ sentence }) => sentence)).toContain(
    'The program wg-quick is not installed; it is in the package wireguard-tools.',
  )
  expect(new Set(pieces.map(({ name }) => name)).size).toBe(pieces.length)
})
