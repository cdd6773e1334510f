import { ed25519 } from '@noble/curves/ed25519.js'
import { DomainError } from '@/lib/errors/domain-error'
import { decodeKeyId, encodeBase58 } from './base58'
import { concatBytes, utf8 } from './encoding'
import { splitVersion } from './seed-version'

/** A user's or a node's ed25519 key pair. `secretKey` is seed and public key, 64 bytes: never log or send it. */
export interface Identity {
  /** base58 of the public key */
  id: string
  publicKey: Uint8Array
  secretKey: Uint8Array
}

const SEED_BYTES = 32
const SIGNATURE_BYTES = 64
const SEED_VERSION = '1.0.0'

/**
 * The key pair of 32 secret seed bytes.
 *
 * @throws DomainError `INVALID_SEED`
 */
export function identityFromSeed(seed: Uint8Array): Identity {
  const publicKey = ed25519.getPublicKey(checkedSeed(seed))
  return { id: encodeBase58(publicKey), publicKey, secretKey: concatBytes(seed, publicKey) }
}

/** The 32 seed bytes inside an identity, for a seed file. */
export function seedOf(identity: Identity): Uint8Array {
  return identity.secretKey.slice(0, SEED_BYTES)
}

/**
 * The seed in a `user.seed` file: a version and 32 bytes, or the 32 bytes alone as old programs wrote them.
 *
 * @throws DomainError `INVALID_SEED`; `details.original` is tfuser's sentence
 */
export function parseSeedFile(bytes: Uint8Array): Uint8Array {
  const { version, rest } = splitVersion(bytes)
  if (version !== null && version !== SEED_VERSION)
    throw new DomainError(
      'INVALID_SEED',
      `The seed file has version ${version}; only ${SEED_VERSION} is known. Export it again with the program that made it.`,
      { original: 'unknown seed version' },
    )
  return checkedSeed(rest)
}

/** A `user.seed` file as tfuser writes it: `"1.0.0"` with its quotes, then the 32 bytes. */
export function encodeSeedFile(seed: Uint8Array): Uint8Array {
  return concatBytes(utf8(`"${SEED_VERSION}"`), checkedSeed(seed))
}

/** Ed25519 signature, 64 bytes. */
export function signBytes(identity: Identity, bytes: Uint8Array): Uint8Array {
  return ed25519.sign(bytes, seedOf(identity))
}

/**
 * Whether `signature` over `bytes` was made by the key that `publicId` names.
 *
 * @throws DomainError `INVALID_NODE_ID` when the id is no key
 */
export function verifyBytes(publicId: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  const publicKey = decodeKeyId(publicId)
  if (signature.length !== SIGNATURE_BYTES) return false
  // RFC 8032's rules, as the original programs verify; the library's own default is laxer.
  return ed25519.verify(signature, bytes, publicKey, { zip215: false })
}

function checkedSeed(seed: Uint8Array): Uint8Array {
  if (seed.length === SEED_BYTES) return seed
  throw new DomainError(
    'INVALID_SEED',
    `The seed has ${seed.length} bytes and needs ${SEED_BYTES}. Choose the user.seed file that tfuser or Cockpit wrote.`,
    { original: `seed has the wrong size ${seed.length}` },
  )
}
