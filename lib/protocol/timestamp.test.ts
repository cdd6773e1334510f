import { expect, test } from 'vitest'
import { formatTimestamp, normalizeTimestamp, parseTimestamp, timestampMs } from './timestamp'

test.each([
  ['2020-02-10T12:13:46.123456789Z', 1_581_336_826n, 123_456_789],
  ['2020-02-10T13:13:46.1+01:00', 1_581_336_826n, 100_000_000],
  ['2020-02-09T23:13:46-13:00', 1_581_336_826n, 0],
  ['0001-01-01T00:00:00Z', -62_135_596_800n, 0],
  ['1969-12-31T23:59:59.5Z', -1n, 500_000_000],
])('%s', (text, seconds, nanos) => expect(parseTimestamp(text)).toEqual({ seconds, nanos }))

test.each([
  '2020-02-30T00:00:00Z',
  '2020-13-01T00:00:00Z',
  '2020-02-10T24:00:00Z',
  '2020-02-10T12:60:00Z',
  '2020-02-10T12:00:60Z',
  '2020-02-10 12:00:00Z',
  '2020-02-10T12:00:00',
  '2020-02-10T12:00:00.Z',
  '',
  '1581336826',
])('%j is refused', (text) => {
  expect(() => parseTimestamp(text)).toThrow(expect.objectContaining({ code: 'TIMESTAMP_INVALID' }))
})

// what Go's RFC3339Nano prints for a time it parsed
test.each([
  ['2020-02-10T12:13:46.120000000Z', '2020-02-10T12:13:46.12Z'],
  ['2020-02-10T12:13:46.000Z', '2020-02-10T12:13:46Z'],
  ['2020-02-10T12:13:46+00:00', '2020-02-10T12:13:46Z'],
  ['2020-02-10T12:13:46.1234567891+05:30', '2020-02-10T12:13:46.123456789+05:30'],
])('%s is written again as %s', (text, written) => expect(normalizeTimestamp(text)).toBe(written))

test('formats milliseconds and nanoseconds without trailing zeros', () => {
  expect(formatTimestamp(1_581_336_826_000)).toBe('2020-02-10T12:13:46Z')
  expect(formatTimestamp(1_581_336_826_120)).toBe('2020-02-10T12:13:46.12Z')
  expect(formatTimestamp(1_581_336_826_123, 456_789)).toBe('2020-02-10T12:13:46.123456789Z')
  expect(timestampMs(parseTimestamp('2020-02-10T12:13:46.1239Z'))).toBe(1_581_336_826_123)
})
