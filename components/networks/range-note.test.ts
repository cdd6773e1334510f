import { expect, test } from 'vitest'
import { rangeNote } from './range-note'

test.each([
  ['10.40.0.0/16', 'ok'],
  ['10.42.0.0/16', 'warning'],
  ['192.168.0.0/16', 'warning'],
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
