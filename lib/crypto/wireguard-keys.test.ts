import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { fromHex, toBase64 } from './encoding'
import { hasProgram } from './testing/requirements'
import { parseWireGuardKey, wireGuardKeyPair, wireGuardPublicKey } from './wireguard-keys'

const seeds = Array.from({ length: 8 }, (_, n) =>
  Uint8Array.from({ length: 32 }, (_, i) => (i * 37 + n * 101 + 255) & 255),
)

test('agrees with RFC 7748, section 6.1', () => {
  const secret = fromHex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb')
  // Bob's key pair
  const expected = fromHex('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f')
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
