import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plain, table, when } from './text'

test.each([
  ['Ghent\u001b[2J BE', 'Ghent [2J BE'],
  ['a\r\nb', 'a b'],
  ['\u202egnp.exe', 'gnp.exe'],
  [null, ''],
  [3, '3'],
])('%j is shown as %j', (value, expected) => expect(plain(value)).toBe(expected))

test('no text keeps a control character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(plain(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
    }),
  )
})

test('columns stand under their heads', () => {
  const text = table(
    ['NAME', 'N'],
    [
      ['a', 1],
      ['longer name', 22],
    ],
  )
  expect(text).toBe('NAME         N\na            1\nlonger name  22')
})

test('an instant is told to the minute, nothing as nothing', () => {
  expect(when('2026-03-04T05:06:07.000Z')).toMatch(/^2026-03-0[345] \d\d:\d6$/)
  expect(when(null)).toBe('')
})
