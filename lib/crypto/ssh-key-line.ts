import { DomainError, isDomainError } from '@/lib/errors/domain-error'
import { fromBase64, toBase64 } from './encoding'

/** A public key line, read. Without its fingerprint: hashing weighs more than reading, and not every page shows it. */
export interface SshKeyLine {
  /** such as `ssh-ed25519` */
  type: string
  /** the key itself, base64 */
  blob: string
  /** the key itself */
  bytes: Uint8Array
  comment: string
  /** type, blob and comment with one space between */
  line: string
  bits: number
}

/** Longest line taken: an RSA key of 16 384 bits has 2 760 characters. */
export const MAX_SSH_KEY_CHARS = 3_000
const MIN_RSA_BITS = 1_024
const ED25519_BYTES = 32

/** Reads the parts of a key's wire form: each is four bytes of length and its content. */
class Wire {
  #at = 0
  constructor(readonly bytes: Uint8Array) {}

  next(): Uint8Array {
    const { buffer, byteOffset, length: all } = this.bytes
    if (this.#at + 4 > all) throw cutOff()
    const length = new DataView(buffer, byteOffset).getUint32(this.#at)
    const start = this.#at + 4
    if (start + length > all) throw cutOff()
    this.#at = start + length
    return this.bytes.subarray(start, this.#at)
  }

  text(): string {
    return Array.from(this.next(), (byte) => String.fromCharCode(byte)).join('')
  }

  end(): void {
    if (this.#at !== this.bytes.length)
      throw invalid('something follows behind the key itself. Copy the line again')
  }
}

/** Size in bits of what follows the type inside a key, by type; throws when it is not such a key. */
const READERS: Readonly<Record<string, (wire: Wire) => number>> = {
  'ssh-ed25519': ed25519Bits,
  'ssh-rsa': rsaBits,
  'ecdsa-sha2-nistp256': (wire) => ecdsaBits(wire, 'nistp256', 256),
  'ecdsa-sha2-nistp384': (wire) => ecdsaBits(wire, 'nistp384', 384),
  'ecdsa-sha2-nistp521': (wire) => ecdsaBits(wire, 'nistp521', 521),
  'sk-ssh-ed25519@openssh.com': (wire) => withApplication(wire, ed25519Bits(wire)),
  'sk-ecdsa-sha2-nistp256@openssh.com': (wire) =>
    withApplication(wire, ecdsaBits(wire, 'nistp256', 256)),
}

function ed25519Bits(wire: Wire): number {
  if (wire.next().length !== ED25519_BYTES) throw cutOff()
  return 256
}

function ecdsaBits(wire: Wire, curve: string, bits: number): number {
  const named = wire.text()
  const point = wire.next()
  const isPoint = point.length === 1 + 2 * Math.ceil(bits / 8) && point[0] === 4
  if (named !== curve || !isPoint) throw invalid(`it holds no point of the curve ${curve}`)
  return bits
}

function rsaBits(wire: Wire): number {
  const exponent = wire.next()
  const bits = bitLength(wire.next())
  if (exponent.length === 0 || bits === 0) throw cutOff()
  if (bits < MIN_RSA_BITS)
    throw invalid(`it is an RSA key of ${bits} bits, too short for any server. Use ed25519`)
  return bits
}

function withApplication(wire: Wire, bits: number): number {
  if (wire.next().length === 0) throw cutOff()
  return bits
}

function bitLength(bytes: Uint8Array): number {
  const start = bytes.findIndex((byte) => byte !== 0)
  if (start < 0) return 0
  return (bytes.length - start - 1) * 8 + (32 - Math.clz32(bytes[start] ?? 0))
}

function invalid(why: string): DomainError {
  return new DomainError('SSH_KEY_INVALID', `That SSH key cannot be used: ${why}.`)
}

function cutOff(): DomainError {
  return invalid('it is cut off. Copy the whole line from the .pub file')
}

/** Refuses what is plainly something else, before looking inside. No sentence repeats the text: it may be a secret. */
function checkText(text: string): void {
  if (/-----BEGIN|PRIVATE KEY|PuTTY-User-Key-File/i.test(text))
    throw invalid(
      'it is a private key, which must never leave its machine. Paste the line of the .pub file beside it',
    )
  if (/[\r\n]/.test(text)) throw invalid('it has several lines. Give one key a line')
  if (text === '') throw invalid('it is empty. Paste the line of a .pub file')
  if (text.length > MAX_SSH_KEY_CHARS)
    throw invalid(`it is longer than ${MAX_SSH_KEY_CHARS} characters`)
  if (/["'`\\]/.test(text))
    throw invalid(
      'it has a quote or a backslash. Give only type, key and comment, without options in front',
    )
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text.replaceAll('\t', ' ')))
    throw invalid('it has characters that cannot be seen. Copy the line again')
}

/** @throws DomainError unless the first word is a type we know */
function checkType(type: string, rest: readonly string[]): void {
  if (Object.hasOwn(READERS, type)) return
  if (type === 'ssh-dss') throw invalid('DSA keys are refused by today’s servers. Use ed25519')
  if (type.endsWith('-cert-v01@openssh.com'))
    throw invalid('it is a certificate. Paste the plain public key')
  if (rest.some((word) => Object.hasOwn(READERS, word)))
    throw invalid('options stand before the key. Begin with its type, such as ssh-ed25519')
  throw invalid(
    'it does not begin with a known type: ssh-ed25519, ecdsa-sha2-nistp256, ssh-rsa or a security key’s',
  )
}

function decode(blob: string): Uint8Array {
  try {
    const bytes = fromBase64(blob)
    // Another spelling of the same bytes would be a second key with one fingerprint.
    if (toBase64(bytes) === blob) return bytes
  } catch (error) {
    if (!isDomainError(error)) throw error
  }
  throw invalid('the part behind the type is not base64. Copy the whole line again')
}

function bitsOf(type: string, bytes: Uint8Array): number {
  const wire = new Wire(bytes)
  const inner = wire.text()
  if (inner !== type)
    throw invalid(
      `it says ${type}, but the key inside is of another type. Copy the whole line again`,
    )
  const bits = READERS[type]?.(wire) ?? 0
  wire.end()
  return bits
}

/**
 * Reads one public key line.
 *
 * @throws DomainError `SSH_KEY_INVALID`; the sentence never repeats the text
 */
export function readSshKeyLine(given: string): SshKeyLine {
  const text = given.trim()
  checkText(text)
  const [type = '', blob, ...words] = text.split(/[ \t]+/)
  checkType(type, [blob ?? '', ...words])
  if (blob === undefined) throw cutOff()
  const bytes = decode(blob)
  const bits = bitsOf(type, bytes)
  const comment = words.join(' ')
  const line = [type, blob, comment].filter(Boolean).join(' ')
  return { type, blob, bytes, comment, line, bits }
}
