import ed2curve from 'ed2curve'
import sealedBox from 'tweetnacl-sealedbox-js'
import { DomainError } from '@/lib/errors/domain-error'
import { decodeKeyId } from './base58'
import type { Identity } from './identity'

/** Bytes a sealed box is longer than what it holds: ephemeral key and tag. */
export const SEAL_OVERHEAD = 48

/**
 * Seals `bytes` so that only the node can open them: libsodium's `crypto_box_seal` to the X25519 form of its key.
 *
 * @throws DomainError `INVALID_NODE_ID` when the id is no key
 */
export function sealFor(nodeId: string, bytes: Uint8Array): Uint8Array {
  return sealedBox.seal(bytes, encryptionKey(decodeKeyId(nodeId), nodeId))
}

/**
 * Opens a box that was sealed for `identity`.
 *
 * @throws DomainError `SEALED_BOX_INVALID` when it was changed, cut, or sealed for another key
 */
export function openSealed(identity: Identity, box: Uint8Array): Uint8Array {
  if (box.length < SEAL_OVERHEAD) throw invalidBox(`it has ${box.length} bytes, fewer than any box`)
  const publicKey = encryptionKey(identity.publicKey, identity.id)
  const opened = sealedBox.open(box, publicKey, ed2curve.convertSecretKey(identity.secretKey))
  if (!opened) throw invalidBox('it was changed on the way or sealed for another key')
  return opened
}

function encryptionKey(publicKey: Uint8Array, id: string): Uint8Array {
  const key = ed2curve.convertPublicKey(publicKey)
  if (key) return key
  throw new DomainError(
    'INVALID_NODE_ID',
    `"${id}" is not an ed25519 key, so nothing can be sealed for it. Copy the node's id again.`,
  )
}

function invalidBox(why: string): DomainError {
  return new DomainError(
    'SEALED_BOX_INVALID',
    `The sealed box cannot be opened: ${why}. Seal it again for the right node.`,
    { original: 'sealed box opening fail' },
  )
}
