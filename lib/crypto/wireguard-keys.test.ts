import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { fromHex, toBase64 } from './encoding'
import { hasProgram } from './testing/requirements'
import { parseWireGuardKey, wireGuardKeyPair, wireGuardPublicKey } from './wireguard-keys'

const seeds = Array.from({ length: 8 }, (_, n) =>
  Uint8Array.from({ length: 32 }, (_, i) => (i * 37 + n * 101 + 255) & 255),
)

test('agrees with RFC 7748, section 6.1', () => {
  const secret = fromHex('77076d0a7318a57d3c16c17251b26645df4c2f92ebc0992ac177fba51db92c2a')
  // Alice's public key, page 14
  const expected = fromHex('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a')
  expect(wireGuardKeyPair(secret).publicKey).toBe(toBase64(expected))
})

test('private keys are clamped and give their public key again', () => {
  for (const seed of seeds) {
    const { privateKey, publicKey } = wireGuardKeyPair(seed)
    const bytes = parseWireGuardKey(privateKey)
    expect((bytes[0] ?? 0) & 7).toBe(0)
    expect((bytes[31] ?? 0) >> 6).toBe(1)
    expect(wireGuardPublicKey(privateKey)).toBe(publicKey)
  }
})

test.runIf(hasProgram('wg', 'net'))('agrees with wg pubkey', () => {
  for (const seed of seeds) {
    const { privateKey, publicKey } = wireGuardKeyPair(seed)
    expect(execFileSync('wg', ['pubkey'], { input: privateKey, encoding: 'utf8' }).trim()).toBe(
      publicKey,
    )
  }
})

test.each([
  '',
  'abc',
  `${'A'.repeat(43)}`,
  `${'A'.repeat(44)}`,
  `${'A'.repeat(42)}B=`,
  ` ${'A'.repeat(43)}=`,
  `${'A'.repeat(43)}=\n`,
  `${'A'.repeat(42)}-=`,
])('%j is no key', (text) => {
  expect(() => parseWireGuardKey(text)).toThrow(expect.objectContaining({ code: 'INVALID_KEY' }))
})

test('a key needs 32 random bytes', () => {
  expect(() => wireGuardKeyPair(new Uint8Array(31))).toThrow(
    expect.objectContaining({ code: 'INVALID_KEY' }),
  )
})
