import bs58 from 'bs58'
import { DomainError } from '@/lib/errors/domain-error'

const KEY_BYTES = 32

/** Base58 in Bitcoin's alphabet, without checksum; a leading zero byte is a `1`. */
export function encodeBase58(bytes: Uint8Array): string {
  return bs58.encode(bytes)
}

/**
 * Bytes of base58 text.
 *
 * @throws DomainError `INVALID_NODE_ID` when a character is not of the alphabet
 */
export function decodeBase58(text: string): Uint8Array {
  const bytes = bs58.decodeUnsafe(text)
  if (bytes) return bytes
  throw new DomainError(
    'INVALID_NODE_ID',
    `"${clip(text)}" is not base58: letters and digits without 0, O, I and l. Copy the id again.`,
    { original: 'wrong key size' },
  )
}

/**
 * The 32-byte ed25519 key an identity or node id stands for. Length of the text says nothing: 0.1 % are shorter.
 *
 * @throws DomainError `INVALID_NODE_ID`
 */
export function decodeKeyId(id: string): Uint8Array {
  // 64 characters hold 47 bytes: anything longer is no key and is not worth decoding
  const bytes = id.length <= 64 ? decodeBase58(id) : new Uint8Array()
  if (bytes.length === KEY_BYTES) return bytes
  throw new DomainError(
    'INVALID_NODE_ID',
    `"${clip(id)}" is not an id: it must decode to ${KEY_BYTES} bytes, and does not. Copy the whole id again.`,
    { original: 'wrong key size' },
  )
}

const clip = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
