import { describe, expect, test } from 'vitest'
import { DomainError } from '@/lib/errors/domain-error'
import { decodeKeyId, encodeBase58 } from './base58'
import { fromHex, toHex, utf8 } from './encoding'
import {
  encodeSeedFile,
  identityFromSeed,
  parseSeedFile,
  seedOf,
  signBytes,
  verifyBytes,
} from './identity'
import vectors from './vectors/identity.json'

const refusal = (act: () => unknown): DomainError => {
  try {
    act()
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('vectors/identity.json', () => {
  test('is read to its last entry', () => {
    expect([vectors.identities.length, vectors.files.length, vectors.key_from_id.length]).toEqual([
      8, 19, 14,
    ])
  })

  test.each(vectors.identities)('seed $seed_hex is $identity', (vector) => {
    const seed = fromHex(vector.seed_hex)
    const identity = identityFromSeed(seed)
    expect(identity.id).toBe(vector.identity)
    expect(identity.id.length).toBe(vector.identity_length)
    expect(toHex(identity.publicKey)).toBe(vector.ed25519_pk_hex)
    expect(toHex(identity.secretKey)).toBe(vector.ed25519_sk64_hex)
    expect(seedOf(identity)).toEqual(seed)
    expect(toHex(encodeSeedFile(seed))).toBe(vector.seed_file_versioned_hex)
    for (const file of [vector.seed_file_versioned_hex, vector.seed_file_unversioned_hex])
      expect(identityFromSeed(parseSeedFile(fromHex(file))).id).toBe(vector.loaded_identity)
  })

  const files = vectors.files.filter((file) => file.file_hex !== undefined)
  test('only the missing file has no bytes', () => expect(files.length).toBe(18))

  test.each(files)('seed file: $name', ({ file_hex, identity, error }) => {
    const bytes = fromHex(file_hex ?? '')
    if (error === null) {
      expect(identityFromSeed(parseSeedFile(bytes)).id).toBe(identity)
      return
    }
    const refused = refusal(() => parseSeedFile(bytes))
    expect(refused.code).toBe('INVALID_SEED')
    expect(refused.details.original).toBe(error)
  })

  test.each(vectors.key_from_id)('id "$id"', ({ id, pk_hex, error }) => {
    if (error === null) {
      expect(toHex(decodeKeyId(id))).toBe(pk_hex)
      expect(encodeBase58(decodeKeyId(id))).toBe(id)
      return
    }
    const refused = refusal(() => decodeKeyId(id))
    expect(refused.code).toBe('INVALID_NODE_ID')
    expect(refused.details.original).toBe(error)
  })
})

describe('signatures', () => {
  const identity = identityFromSeed(new Uint8Array(32).fill(7))

  test('verify for the signer and the bytes signed only', () => {
    const signature = signBytes(identity, utf8('bytes'))
    expect(verifyBytes(identity.id, utf8('bytes'), signature)).toBe(true)
    expect(verifyBytes(identity.id, utf8('bytez'), signature)).toBe(false)
    expect(verifyBytes(identityFromSeed(new Uint8Array(32)).id, utf8('bytes'), signature)).toBe(
      false,
    )
  })

  test.each([0, 63, 65])('of %i bytes are false, not an exception', (length) => {
    expect(verifyBytes(identity.id, utf8('x'), new Uint8Array(length))).toBe(false)
  })
})
