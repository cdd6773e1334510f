import { DomainError } from '@/lib/errors/domain-error'
import { decodeString, scanElements, scanMembers, scanValue, skipSpace } from './json-scanner'

/** JSON whose integers beyond 2^53 are bigint. */
export type LosslessJson =
  string | number | bigint | boolean | null | LosslessJson[] | { [key: string]: LosslessJson }

const ESCAPED = /[<>&\u2028\u2029]/g

/** Replaces what Go's encoder escapes inside strings: `<`, `>`, `&`, U+2028 and U+2029. */
export function escapeGoJson(text: string): string {
  return text.replace(ESCAPED, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Compact JSON with Go's escapes, keys in the order of the value; a bigint becomes its digits. */
export function encodeGoJson(value: unknown): string {
  return escapeGoJson(encode(value))
}

function encode(value: unknown): string {
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return `[${value.map((item) => encode(item ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, item]) => item !== undefined)
    return `{${members.map(([key, item]) => `${encodeString(key)}:${encode(item)}`).join(',')}}`
  }
  return typeof value === 'string' ? encodeString(value) : (JSON.stringify(value) ?? 'null')
}

/** Go puts U+FFFD in the place of half a surrogate pair, reading and writing. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd')
}

/** Go writes the short escapes for line feed, return and tab only; backspace and form feed get the long form. */
function encodeString(text: string): string {
  return JSON.stringify(wellFormed(text)).replace(/\\(.)/g, (whole, next: string) =>
    next === 'b' ? '\\u0008' : next === 'f' ? '\\u000c' : whole,
  )
}

/**
 * The JSON text without white space and with Go's escapes: what Go's encoder makes of a raw message. Key order, digits and other
 * escapes stay.
 *
 * @throws DomainError `INVALID_BODY` when it is not one JSON value
 */
export function compactJson(text: string): string {
  let compact = ''
  const end = scanValue(text, 0, {
    scalar: (from, to) => (compact += text.slice(from, to)),
    punctuation: (at) => (compact += text.charAt(at)),
  })
  if (skipSpace(text, end) < text.length)
    throw new DomainError('INVALID_BODY', 'The JSON text goes on behind its value. Send one value.')
  return escapeGoJson(compact)
}

/**
 * Parses JSON without losing a digit: integers beyond 2^53 become bigint. A repeated key keeps its last value.
 *
 * @throws DomainError `INVALID_BODY`
 */
export function parseJsonLossless(text: string): LosslessJson {
  const end = scanValue(text, 0)
  if (skipSpace(text, end) < text.length)
    throw new DomainError('INVALID_BODY', 'The JSON text goes on behind its value. Send one value.')
  return parseRaw(text.slice(skipSpace(text, 0), end))
}

function parseRaw(raw: string): LosslessJson {
  if (raw.startsWith('{')) {
    const members = (scanMembers(raw) ?? []).map(({ key, raw: value }) => [key, parseRaw(value)])
    return Object.fromEntries(members) as { [key: string]: LosslessJson }
  }
  if (raw.startsWith('[')) return (scanElements(raw) ?? []).map(parseRaw)
  if (raw.startsWith('"')) return decodeString(raw)
  const value = JSON.parse(raw) as number | boolean | null
  return typeof value === 'number' && /^-?\d+$/.test(raw) && !Number.isSafeInteger(value)
    ? BigInt(raw)
    : value
}
