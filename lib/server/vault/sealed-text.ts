import { createHash, randomBytes } from 'node:crypto'
import nacl from 'tweetnacl'
import { DomainError } from '@/lib/errors/domain-error'

/** Which table, row and field a sealed value is for; it opens nowhere else. */
export interface VaultRef {
  table: string
  row: string
  field: string
}

const VERSION = 'v1'

/** Names a key without telling anything of it. */
export function keyIdOf(key: Uint8Array): string {
  return createHash('sha256').update('cockpit/vault/key-id/').update(key).digest('hex').slice(0, 8)
}

/** Length first, so that no two refs with different borders between the parts read the same. */
function header({ table, row, field }: VaultRef): Buffer {
  const name = Buffer.from(JSON.stringify([table, row, field]), 'utf8')
  const length = Buffer.alloc(2)
  length.writeUInt16BE(name.length)
  return Buffer.concat([length, name])
}

/** `v1.keyid.nonce.box`: XSalsa20-Poly1305 over the ref and the bytes. */
export function sealWith(key: Uint8Array, ref: VaultRef, bytes: Uint8Array): string {
  const nonce = randomBytes(nacl.secretbox.nonceLength)
  const box = nacl.secretbox(Buffer.concat([header(ref), bytes]), nonce, key)
  const parts = [VERSION, keyIdOf(key), nonce.toString('base64url')]
  return [...parts, Buffer.from(box).toString('base64url')].join('.')
}

/**
 * @throws VAULT_LOCKED when another key sealed it
 * @throws SEALED_BOX_INVALID when it was changed, or belongs to another field
 */
export function openWith(key: Uint8Array, ref: VaultRef, text: string): Uint8Array {
  const [version, keyId, nonceText, boxText, ...rest] = text.split('.')
  const where = `${ref.table}.${ref.field}`
  if (version !== VERSION || !keyId || !nonceText || !boxText || rest.length > 0)
    throw new DomainError('SEALED_BOX_INVALID', `The sealed value of ${where} is damaged.`)
  if (keyId !== keyIdOf(key))
    throw new DomainError(
      'VAULT_LOCKED',
      `The sealed value of ${where} was sealed with another secret. Start with the secret it was made with.`,
    )
  const nonce = Buffer.from(nonceText, 'base64url')
  const plain =
    nonce.length === nacl.secretbox.nonceLength
      ? nacl.secretbox.open(Buffer.from(boxText, 'base64url'), nonce, key)
      : null
  const expected = header(ref)
  if (plain === null || !expected.equals(Buffer.from(plain.subarray(0, expected.length))))
    throw new DomainError(
      'SEALED_BOX_INVALID',
      `The sealed value of ${where} was changed or belongs elsewhere; it does not open.`,
    )
  return new Uint8Array(plain.subarray(expected.length))
}
