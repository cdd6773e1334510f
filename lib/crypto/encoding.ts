import { DomainError } from '@/lib/errors/domain-error'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const SEXTET = new Map([...ALPHABET].map((letter, value) => [letter, value]))

/** UTF-8 bytes of `text`. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text)
}

/**
 * Text of UTF-8 bytes.
 *
 * @throws DomainError `INVALID_BODY` when the bytes are not UTF-8
 */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    throw new DomainError('INVALID_BODY', 'The bytes are not UTF-8 text; send UTF-8.')
  }
}

/** All parts, one behind the other. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    all.set(part, offset)
    offset += part.length
  }
  return all
}

/** Lower-case hex digits. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * Bytes of hex digits, either case.
 *
 * @throws DomainError `INVALID_BODY`
 */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text))
    throw new DomainError(
      'INVALID_BODY',
      'The text is not hexadecimal: use pairs of the digits 0–9 and a–f.',
    )
  return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    Number.parseInt(text.slice(2 * i, 2 * i + 2), 16),
  )
}

/** Standard base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.subarray(i, i + 3)
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    text += letter(bits >> 18) + letter(bits >> 12)
    text += (b === undefined ? '=' : letter(bits >> 6)) + (c === undefined ? '=' : letter(bits))
  }
  return text
}

const letter = (bits: number) => ALPHABET.charAt(bits & 63)

/**
 * Bytes of standard base64; padding is required, as in Go's `StdEncoding`, which skips line breaks too.
 *
 * @throws DomainError `INVALID_BODY`; `details.original` is Go's sentence with the byte it stops at
 */
export function fromBase64(text: string): Uint8Array {
  const bytes: number[] = []
  let quantum: number[] = []
  let i = 0
  for (; i < text.length; i++) {
    const char = text.charAt(i)
    if (char === '\r' || char === '\n') continue
    if (char === '=') break
    const value = SEXTET.get(char)
    if (value === undefined) throw badBase64(i)
    quantum.push(value)
    if (quantum.length === 4) {
      pushQuantum(bytes, quantum)
      quantum = []
    }
  }
  if (i < text.length) checkPadding(text, i, quantum.length)
  else if (quantum.length > 0) throw badBase64(text.length - quantum.length)
  pushQuantum(bytes, quantum)
  return Uint8Array.from(bytes)
}

function pushQuantum(bytes: number[], [a = 0, b, c, d]: readonly number[]) {
  if (b === undefined) return
  bytes.push(((a << 2) | (b >> 4)) & 255)
  if (c === undefined) return
  bytes.push(((b << 4) | (c >> 2)) & 255)
  if (d !== undefined) bytes.push(((c << 6) | d) & 255)
}

/** The rest from the first `=` at `at`, behind `held` letters of a quantum of four. */
function checkPadding(text: string, at: number, held: number) {
  if (held < 2) throw badBase64(at)
  const rest = text.slice(at).replace(/[\r\n]/g, '')
  const wanted = held === 2 ? '==' : '='
  if (rest === wanted) return
  const isShort = held === 2 && !rest.startsWith('==')
  throw badBase64(isShort && rest.length === 1 ? text.length : at + (isShort ? 1 : wanted.length))
}

function badBase64(byte: number): DomainError {
  return new DomainError(
    'INVALID_BODY',
    `The text is not base64: something is wrong at character ${byte + 1}. Use standard base64 with its padding.`,
    { original: `illegal base64 data at input byte ${byte}` },
  )
}
