import nacl from 'tweetnacl'
import { DomainError } from '@/lib/errors/domain-error'
import { fromBase64, toBase64 } from './encoding'

/** A WireGuard key pair as text: 44 characters of base64 each. */
export interface WireGuardKeyPair {
  privateKey: string
  publicKey: string
}

const KEY_BYTES = 32
const KEY_TEXT = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/

/**
 * A key pair from 32 random bytes. The private key is clamped, as `wg genkey` writes it.
 *
 * @throws DomainError `INVALID_KEY` when there are not 32 bytes
 */
export function wireGuardKeyPair(random: Uint8Array): WireGuardKeyPair {
  if (random.length !== KEY_BYTES)
    throw new DomainError('INVALID_KEY', `A WireGuard key needs ${KEY_BYTES} random bytes.`)
  const secret = Uint8Array.from(random)
  secret[0] = (secret[0] ?? 0) & 248
  secret[31] = ((secret[31] ?? 0) & 127) | 64
  return { privateKey: toBase64(secret), publicKey: toBase64(nacl.scalarMult.base(secret)) }
}

/** The public key that belongs to a private one; both base64. */
export function wireGuardPublicKey(privateKey: string): string {
  return toBase64(nacl.scalarMult.base(parseWireGuardKey(privateKey)))
}

/**
 * The 32 bytes of a WireGuard key's base64 text, public or private.
 *
 * @throws DomainError `INVALID_KEY`; the text itself is not in the sentence, as it may be a private key
 */
export function parseWireGuardKey(text: string): Uint8Array {
  if (KEY_TEXT.test(text)) return fromBase64(text)
  throw new DomainError(
    'INVALID_KEY',
    'That is not a WireGuard key: it has 44 characters of base64 and ends in "=". Paste what "wg pubkey" printed.',
  )
}
