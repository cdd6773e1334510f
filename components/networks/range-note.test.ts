import { expect, test } from 'vitest'
import { rangeNote, suggestRange } from './range-note'

test.each([
  ['10.42.0.0/16', 'ok'],
  ['172.30.0.0/16', 'ok'],
  ['173.30.0.0/16', 'warning'],
  ['174.40.0.0/16', 'warning'],
  ['10.42.0.0/17', 'error'],
  ['10.42.7.0/16', 'error'],
  ['kestrel', 'error'],
  ['', 'error'],
])('%s is %s while it is typed', (range, kind) => {
  expect(rangeNote(range).kind).toBe(kind)
})

test('suggests a range no network uses', () => {
  expect(suggestRange([])).toBe('10.42.0.0/16')
  expect(suggestRange(['10.42.0.0/16', '10.43.0.0/16'])).toBe('10.44.0.0/16')
  const all = Array.from({ length: 254 }, (_, index) => `10.${index + 1}.0.0/16`)
  expect(suggestRange(all)).toBe('10.255.0.0/16')
})
