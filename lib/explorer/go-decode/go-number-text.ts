import { quoteGo } from './go-encode'

/** A number in a URL, or Go's sentence why not. */
export type NumberText = { value: bigint } | { refusal: string }

const UINT64_MAX = (1n << 64n) - 1n

function refuse(function_: string, text: string, why: string): NumberText {
  return { refusal: `strconv.${function_}: parsing ${quoteGo(text.slice(0, 100))}: ${why}` }
}

/** strconv.ParseUint(text, 10, 64) */
export function parseUint64(text: string): NumberText {
  if (!/^[0-9]+$/.test(text)) return refuse('ParseUint', text, 'invalid syntax')
  const digits = text.replace(/^0+(?=.)/, '')
  const value = digits.length > 20 ? UINT64_MAX + 1n : BigInt(digits)
  return value > UINT64_MAX ? refuse('ParseUint', text, 'value out of range') : { value }
}

/** strconv.Atoi(text), 64 bits */
export function parseGoInt(text: string): NumberText {
  const match = /^([+-]?)([0-9]+)$/.exec(text)
  if (match === null) return refuse('Atoi', text, 'invalid syntax')
  const digits = (match[2] ?? '').replace(/^0+(?=.)/, '')
  const size = digits.length > 19 ? 1n << 63n : BigInt(digits)
  const value = match[1] === '-' ? -size : size
  return BigInt.asIntN(64, value) === value && digits.length <= 19
    ? { value }
    : refuse('Atoi', text, 'value out of range')
}
