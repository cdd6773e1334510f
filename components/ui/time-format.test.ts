import { expect, test } from 'vitest'
import { formatInstant } from './time-format'

const AT = '2026-11-26T09:40:05.123Z'

test.each([
  ['time', '09:40 UTC'],
  ['seconds', '09:40:05 UTC'],
  ['short', 'Thu 26 Nov, 09:40 UTC'],
  ['long', 'Thu 26 Nov 2026, 09:40 UTC'],
  ['full', 'Thu 26 Nov 2026, 09:40:05 UTC'],
] as const)('%s → %s', (style, expected) => {
  expect(formatInstant(AT, style, 'UTC')).toBe(expected)
})

test('midnight is 00:00, an unreadable instant a dash', () => {
  expect(formatInstant('2026-01-01T00:00:00Z', 'time', 'UTC')).toBe('00:00 UTC')
  expect(formatInstant('soon', 'long', 'local')).toBe('–')
})
