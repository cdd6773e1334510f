import { describe, expect, test } from 'vitest'
import { count, gib, initials, plural, short, shortKey, span } from './format'

const S = 1000
const MIN = 60 * S
const H = 60 * MIN
const D = 24 * H

describe('span', () => {
  test.each([
    [0, '0 s'],
    [-5 * S, '0 s'],
    [59 * S, '59 s'],
    [4 * MIN + 30 * S, '4 min'],
    [19 * H + 8 * MIN, '19 h 8 min'],
    [2 * H, '2 h'],
    [D + 19 * H, '1 d 19 h'],
    [3 * D, '3 d'],
    [46 * D + 5 * H, '46 d'],
  ])('%d ms → %s', (ms, expected) => {
    expect(span(ms)).toBe(expected)
  })
})

test.each([
  [0.69, '0.69 GiB'],
  [118, '118 GiB'],
  [1024, '1 TiB'],
  [1822.72, '1.78 TiB'],
  [100_000, '97.7 TiB'],
  [10, '10 GiB'],
])('gib(%d) → %s', (value, expected) => {
  expect(gib(value)).toBe(expected)
})

test('short keeps zeros that carry weight', () => {
  expect([short(100), short(10), short(0), short(0.5), short(Number.NaN)]).toEqual([
    '100',
    '10',
    '0',
    '0.5',
    '–',
  ])
})

test('keys, counts, names', () => {
  expect(shortKey('Crv9aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa8wjs')).toBe('Crv9…8wjs')
  expect(shortKey('short')).toBe('short')
  expect(count(10_000)).toBe('10\u202f000')
  expect(plural(1, 'node')).toBe('1 node')
  expect(plural(0, 'node')).toBe('0 nodes')
  expect(initials('Ada Vermeulen')).toBe('AV')
  expect(initials('owner')).toBe('OW')
  expect(initials(' ')).toBe('?')
})
