import { DomainError } from '@/lib/errors/domain-error'

/** One member of an object: its key, decoded, and its value exactly as it stands in the text. */
export interface RawMember {
  key: string
  raw: string
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const SPACE = /[ \t\r\n]*/y
const LITERALS = ['true', 'false', 'null'] as const
const MAX_DEPTH = 1000

/** What a scan reports; indices are into the text, `end` behind the last character. */
export interface ScanHandler {
  /** a string, number or literal */
  scalar?(start: number, end: number): void
  /** one of `{ } [ ] : ,` */
  punctuation?(index: number): void
}

/**
 * Walks one JSON value from `start` and returns the index behind it. What follows is not looked at.
 *
 * @throws DomainError `INVALID_BODY`; `details.original` is the sentence Go's decoder would use
 */
export function scanValue(
  text: string,
  start: number,
  handler: ScanHandler = {},
  depth = 0,
): number {
  if (depth > MAX_DEPTH) throw malformed('exceeded max depth', start)
  const at = skipSpace(text, start)
  const first = text.charAt(at)
  if (first === '{') return scanList(text, at, '}', handler, depth, true)
  if (first === '[') return scanList(text, at, ']', handler, depth, false)
  const end = scanScalar(text, at)
  handler.scalar?.(at, end)
  return end
}

/**
 * The members of the object at the start of `text`, values as raw text; keys may repeat. Text behind the object is ignored, as
 * Go's decoder reads one value. Null when the value is not an object.
 *
 * @throws DomainError `INVALID_BODY`
 */
export function scanMembers(text: string): RawMember[] | null {
  const open = skipSpace(text, 0)
  scanValue(text, open)
  if (text.charAt(open) !== '{') return null
  const members: RawMember[] = []
  let at = skipSpace(text, open + 1)
  while (text.charAt(at) !== '}') {
    const keyEnd = scanScalar(text, at)
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1)
    const valueEnd = scanValue(text, valueStart)
    members.push({
      key: decodeString(text.slice(at, keyEnd)),
      raw: text.slice(valueStart, valueEnd),
    })
    at = skipSpace(text, valueEnd)
    if (text.charAt(at) === ',') at = skipSpace(text, at + 1)
  }
  return members
}

/** The elements of the array that is all of `text`, each as raw text. Null when it is not an array. */
export function scanElements(text: string): string[] | null {
  const open = skipSpace(text, 0)
  scanValue(text, open)
  if (text.charAt(open) !== '[') return null
  const elements: string[] = []
  let at = skipSpace(text, open + 1)
  while (text.charAt(at) !== ']') {
    const end = scanValue(text, at)
    elements.push(text.slice(at, end))
    at = skipSpace(text, end)
    if (text.charAt(at) === ',') at = skipSpace(text, at + 1)
  }
  return elements
}

/** Text of a JSON string literal. */
export function decodeString(raw: string): string {
  return JSON.parse(raw) as string
}

function scanList(
  text: string,
  open: number,
  close: string,
  handler: ScanHandler,
  depth: number,
  isObject: boolean,
): number {
  handler.punctuation?.(open)
  let at = skipSpace(text, open + 1)
  if (text.charAt(at) === close) return closeAt(at, handler)
  for (;;) {
    if (isObject) at = scanKey(text, at, handler)
    at = skipSpace(text, scanValue(text, at, handler, depth + 1))
    const next = text.charAt(at)
    if (next !== ',' && next !== close)
      throw unexpected(text, at, isObject ? 'after object key:value pair' : 'after array element')
    if (next === close) return closeAt(at, handler)
    handler.punctuation?.(at)
    at = skipSpace(text, at + 1)
  }
}

function closeAt(at: number, handler: ScanHandler): number {
  handler.punctuation?.(at)
  return at + 1
}

function scanKey(text: string, at: number, handler: ScanHandler): number {
  if (text.charAt(at) !== '"')
    throw unexpected(text, at, 'looking for beginning of object key string')
  const end = scanScalar(text, at)
  handler.scalar?.(at, end)
  const colon = skipSpace(text, end)
  if (text.charAt(colon) !== ':') throw unexpected(text, colon, 'after object key')
  handler.punctuation?.(colon)
  return skipSpace(text, colon + 1)
}

function scanScalar(text: string, at: number): number {
  const literal = LITERALS.find((word) => text.startsWith(word, at))
  if (literal) return at + literal.length
  const pattern = text.charAt(at) === '"' ? STRING : NUMBER
  pattern.lastIndex = at
  if (pattern.test(text)) return pattern.lastIndex
  throw unexpected(text, at, 'looking for beginning of value')
}

/** Index of the first character from `at` that is not white space. */
export function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at
  SPACE.test(text)
  return SPACE.lastIndex
}

function unexpected(text: string, at: number, where: string): DomainError {
  if (at >= text.length) return malformed(text.trim() === '' ? 'EOF' : 'unexpected EOF', at)
  const isCut = text.charAt(at) === '"' || LITERALS.some((word) => word.startsWith(text.slice(at)))
  return malformed(isCut ? 'unexpected EOF' : `invalid character '${text.charAt(at)}' ${where}`, at)
}

function malformed(original: string, at: number): DomainError {
  return new DomainError(
    'INVALID_BODY',
    `The JSON text is malformed at character ${at + 1}. Send it whole and unchanged.`,
    { original },
  )
}
