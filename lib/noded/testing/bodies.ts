import { blake2b } from '@noble/hashes/blake2.js'
import ed2curve from 'ed2curve'
import nacl from 'tweetnacl'

/**
 * Reservations as another program would send them: text put together by hand, keys and boxes from the libraries directly. Nothing
 * of our own encoders is used, so that a fault in them cannot hide itself.
 */

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Base58 by plain long division. */
export function base58(bytes: Uint8Array): string {
  let value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
  let text = ''
  for (; value > 0n; value /= 58n) text = ALPHABET.charAt(Number(value % 58n)) + text
  const zeros = bytes.findIndex((byte) => byte !== 0)
  return '1'.repeat(Math.max(0, zeros)) + text
}

/** A key pair of a repeated byte. */
export function party(byte: number) {
  const pair = nacl.sign.keyPair.fromSeed(new Uint8Array(32).fill(byte))
  return { id: base58(pair.publicKey), ...pair }
}
export type Party = ReturnType<typeof party>

/** libsodium's crypto_box_seal to an ed25519 key, as hex. */
export function seal(to: Party, text: string | Uint8Array): string {
  const recipient = ed2curve.convertPublicKey(to.publicKey)
  if (!recipient) throw new Error('The party has no valid key.')
  const ephemeral = nacl.box.keyPair()
  const nonce = blake2b(Buffer.concat([ephemeral.publicKey, recipient]), { dkLen: 24 })
  const box = nacl.box(Buffer.from(text), nonce, recipient, ephemeral.secretKey)
  return Buffer.concat([ephemeral.publicKey, box]).toString('hex')
}

/** A WireGuard key pair of a repeated byte, base64. */
export function wireGuard(byte: number) {
  const secret = new Uint8Array(32).fill(byte)
  secret[0] = byte & 248
  secret[31] = (byte & 127) | 64
  return {
    privateKey: Buffer.from(secret).toString('base64'),
    publicKey: Buffer.from(nacl.scalarMult.base(secret)).toString('base64'),
  }
}

export interface BodyParts {
  id?: string
  node: Party
  user: Party
  type: string
  data: string
  /** RFC 3339 */
  created?: string
  /** nanoseconds, digits */
  duration?: string
  toDelete?: boolean
}

/** One reservation as JSON text, signed over node, user, type and data. */
export function body(parts: BodyParts): string {
  const { node, user, type, data } = parts
  const signed = Buffer.from(`${node.id}${user.id}${type}${data}`)
  const signature = Buffer.from(nacl.sign.detached(signed, user.secretKey)).toString('base64')
  const created = parts.created ?? new Date().toISOString()
  return `{"id":"${parts.id ?? ''}","node_id":"${node.id}","user_id":"${user.id}","type":"${type}","data":${data},"created":"${created}","duration":${parts.duration ?? '3600000000000'},"signature":"${signature}","to_delete":${String(parts.toDelete ?? false)}}`
}

export interface NetworkParts {
  node: Party
  name?: string
  range?: string
  subnet?: string
  port?: number
  sealed?: string
  publicKey?: string
  peers?: string
  /** text behind the last key, such as `,"client":{…}` */
  more?: string
}

/** Data of a network with one resource. */
export function networkJson(parts: NetworkParts): string {
  const keys = wireGuard(11)
  const sealed = parts.sealed ?? seal(parts.node, keys.privateKey)
  const { name = 'mesh', range = '10.42.0.0/16', subnet = '10.42.1.0/24', port = 3001 } = parts
  return `{"name":"${name}","net_id":"","ip_range":"${range}","net_resources":[{"node_id":"${parts.node.id}","subnet":"${subnet}","wg_private_key":"${sealed}","wg_public_key":"${parts.publicKey ?? keys.publicKey}","wg_listen_port":${port},"peers":${parts.peers ?? '[]'}}]${parts.more ?? ''}}`
}

export interface VmParts {
  node: Party
  network?: string
  ip?: string
  size?: number | string
  sealedSecret?: string
  masters?: string
  keys?: string
  more?: string
}

/** Data of a k3s VM. */
export function vmJson(parts: VmParts): string {
  const secret = parts.sealedSecret ?? seal(parts.node, 'cluster-secret')
  return `{"size":${parts.size ?? 1},"network_id":"${parts.network ?? 'mesh'}","ip":"${parts.ip ?? '10.42.1.2'}","cluster_secret":"${secret}","master_ips":${parts.masters ?? '[]'},"ssh_keys":${parts.keys ?? '["github:someone"]'}${parts.more ?? ''}}`
}
