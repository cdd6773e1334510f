import nacl from 'tweetnacl'
import { afterEach, describe, expect, test } from 'vitest'
import { fromHex, toHex, utf8 } from './encoding'
import { identityFromSeed } from './identity'
import { openSealed, sealFor } from './sealed-box'
import vectors from './vectors/sealedbox.json'

const realRandom = (target: Uint8Array) => globalThis.crypto.getRandomValues(target)
afterEach(() => nacl.setPRNG(realRandom))

describe('vectors/sealedbox.json', () => {
  test('is read to its last entry', () => {
    expect([
      vectors.vectors.length,
      vectors.must_fail.length,
      vectors.encrypt_password.length,
    ]).toEqual([12, 6, 4])
  })

  test.each(vectors.vectors)('box for $node_id opens', (vector) => {
    const identity = identityFromSeed(fromHex(vector.seed_hex))
    expect(identity.id).toBe(vector.node_id)
    expect(toHex(openSealed(identity, fromHex(vector.ciphertext_hex)))).toBe(
      toHex(utf8(vector.plaintext_utf8)),
    )
  })

  test.each(vectors.vectors)('box for $node_id is made byte for byte', (vector) => {
    nacl.setPRNG((target) => target.set(fromHex(vector.ephemeral_sk_hex)))
    expect(toHex(sealFor(vector.node_id, fromHex(vector.plaintext_hex)))).toBe(
      vector.ciphertext_hex,
    )
  })

  test.each(vectors.must_fail)('$name is refused', ({ seed_hex, ciphertext_hex }) => {
    expect(() => openSealed(identityFromSeed(fromHex(seed_hex)), fromHex(ciphertext_hex))).toThrow(
      expect.objectContaining({ code: 'SEALED_BOX_INVALID' }),
    )
  })

  test.each(vectors.encrypt_password)('password "$password" for $node_id', (vector) => {
    // the original leaves an empty password alone before it looks at the id; sealing nothing is the caller's choice here
    if (vector.password === '') return expect(vector.encrypted_hex).toBe('')
    const seal = () => sealFor(vector.node_id, utf8(vector.password))
    if (vector.error === null) expect(seal().length).toBe(fromHex(vector.encrypted_hex).length)
    else
      expect(seal).toThrow(
        expect.objectContaining({ code: 'INVALID_NODE_ID', details: { original: vector.error } }),
      )
  })
})

test('a box for another key does not open', () => {
  const [mine, other] = [1, 2].map((byte) => identityFromSeed(new Uint8Array(32).fill(byte)))
  if (!mine || !other) throw new Error('unreachable')
  const box = sealFor(other.id, utf8('secret'))
  expect(() => openSealed(mine, box)).toThrow(
    expect.objectContaining({ code: 'SEALED_BOX_INVALID' }),
  )
  expect(openSealed(other, box)).toEqual(utf8('secret'))
})

test('nothing is sealed for an id that is no point of the curve', () => {
  // y = 2 has no x on the curve
  const id = '8qbHbw2BbbTHBW1sbeqakYXVKRQM8Ne7pLK7m6CVfeR'
  expect(() => sealFor(id, utf8('x'))).toThrow(expect.objectContaining({ code: 'INVALID_NODE_ID' }))
})
