import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isDomainError } from '@/lib/errors/domain-error'
import { formatDuration, formatUserDuration, parseDuration, parseUserDuration } from './duration'
import { parseJsonLossless } from './go-json'

// read without losing digits: JSON.parse would round the nanoseconds
interface Vector {
  input: string
  error: string | null
  go_string?: string
  nanoseconds?: number | bigint
}
const file = readFileSync(new URL('./vectors/durations.json', import.meta.url), 'utf8')
const { vectors } = parseJsonLossless(file) as unknown as { vectors: Vector[] }
const MAX_DAYS = 106_751n

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (isDomainError(error)) return error.code
    throw error
  }
  return 'none'
}

/** Whether tfuser took the text but its number wrapped around, is zero, or is negative. */
function isOursToRefuse({ input, nanoseconds }: Vector): boolean {
  const isDays = /^[+-]?\d+$/.test(input)
  return BigInt(nanoseconds ?? 0) <= 0n || (isDays && BigInt(input.replace('+', '')) > MAX_DAYS)
}

describe('vectors/durations.json', () => {
  test('is read to its last entry', () => expect(vectors.length).toBe(45))

  test.each(vectors)('$input', (vector) => {
    if (vector.error !== null) {
      expect(() => parseDuration(vector.input)).toThrow(
        expect.objectContaining({
          code: expect.stringMatching(/^DURATION_/),
          details: { original: vector.error },
        }),
      )
      return
    }
    const nanoseconds = BigInt(vector.nanoseconds ?? 0)
    expect(formatDuration(nanoseconds)).toBe(vector.go_string)
    if (isOursToRefuse(vector))
      expect(codeOf(() => parseDuration(vector.input))).toMatch(
        /^DURATION_(NOT_POSITIVE|TOO_LONG)$/,
      )
    else expect(parseDuration(vector.input)).toBe(nanoseconds)
  })
})

const HOUR = 3_600_000_000_000n

test.each([
  ['2h', 2n * HOUR],
  ['14d', 336n * HOUR],
  ['2w', 336n * HOUR],
  ['1d12h', 36n * HOUR],
  ['1.5d', 36n * HOUR],
  [' 90m ', (3n * HOUR) / 2n],
  ['3650d', 87_600n * HOUR],
])('people may type %s', (text, expected) => expect(parseUserDuration(text)).toBe(expected))

test.each([
  ['2', 'DURATION_BARE_NUMBER'],
  ['1.5', 'DURATION_BARE_NUMBER'],
  ['0', 'DURATION_NOT_POSITIVE'],
  ['-3', 'DURATION_NOT_POSITIVE'],
  ['-2h', 'DURATION_NOT_POSITIVE'],
  ['0d', 'DURATION_NOT_POSITIVE'],
  ['3651d', 'DURATION_TOO_LONG'],
  ['99999999999999999999w', 'DURATION_TOO_LONG'],
  ['', 'DURATION_INVALID'],
  ['2H', 'DURATION_INVALID'],
  ['2 h', 'DURATION_INVALID'],
  ['two days', 'DURATION_INVALID'],
  ['1y', 'DURATION_INVALID'],
])('refuses %j from people with %s', (text, code) => {
  expect(codeOf(() => parseUserDuration(text))).toBe(code)
})

test('a bare number is answered with what to write', () => {
  expect(() => parseUserDuration('2')).toThrow('Write 2h for hours or 2d for days.')
})

test.each([
  ['14d', '14 d'],
  ['2h30m', '2 h 30 min'],
  ['25h', '1 d 1 h'],
  ['1d30m', '1 d'],
  ['45s', '45 s'],
  ['1m30s', '1 min 30 s'],
  ['1ms', '0 s'],
])('%s is shown as %s', (text, shown) => {
  expect(formatUserDuration(parseUserDuration(text))).toBe(shown)
})
