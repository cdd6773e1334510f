import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { distanceKm } from './distance'
import { packRows, unpackRows } from './node-columns'
import { sortRows, type SortKey } from './sort-rows'
import { testRow } from './testing/rows'
import { joinValues, splitValues } from './value-list'

describe('values of one parameter', () => {
  it('survive the way there and back, whatever they hold', () => {
    const value = fc
      .string({ minLength: 1 })
      .map((text) => text.trim())
      .filter(Boolean)
    fc.assert(
      fc.property(fc.uniqueArray(value), (values) => {
        expect(splitValues(joinValues(values))).toEqual(values)
      }),
    )
  })
  it('leaves out what is empty or there twice', () => {
    expect(splitValues('a,, b ,a')).toEqual(['a', 'b'])
  })
})

test.each([
  ['the equator to the pole', 0, 0, 90, 0, 10_008],
  ['over the date line', 0, 179, 0, -179, 222],
  ['nowhere', 10, 10, 10, 10, 0],
])('%s', (_, latitude, longitude, toLatitude, toLongitude, km) => {
  const far = distanceKm({ latitude, longitude }, { latitude: toLatitude, longitude: toLongitude })
  expect(Math.abs(far - km)).toBeLessThan(5)
})

describe('columns', () => {
  it('bring back every row', () => {
    const rows = [
      testRow('Aa'),
      testRow('Bb', { city: 'Oslo', ports: [3000, 3001], networks: ['n1'], reliability: 0.5 }),
      testRow('Cc', { reportedAt: 1_800_000_500_000, cpu: { total: 1, used: 2, free: 0 } }),
    ]
    expect(unpackRows(JSON.parse(JSON.stringify(packRows(rows))))).toEqual(rows)
  })
  it('bring back none', () => {
    expect(unpackRows(packRows([]))).toEqual([])
  })
  it('write a value all rows share once', () => {
    expect(packRows([testRow('Aa'), testRow('Bb')]).city).toEqual({ all: 'Ghent' })
  })
})

describe('sortRows', () => {
  const rows = [
    testRow('Cc', { city: 'linz', reportedAt: 3 }),
    testRow('Bb', { city: 'Vienna', cpu: { total: 16, used: 0, free: 16 }, reportedAt: 1 }),
    testRow('Aa', { city: 'Vienna', endpoint: 'hidden', reliability: 0.9, reportedAt: 2 }),
  ]
  test.each<[SortKey, boolean, string]>([
    ['city', false, 'Cc Aa Bb'],
    ['city', true, 'Aa Bb Cc'],
    ['cpu', true, 'Bb Aa Cc'],
    ['endpoint', false, 'Bb Cc Aa'],
    ['reliability', true, 'Aa Bb Cc'],
    ['seen', false, 'Bb Aa Cc'],
  ])('by %s, descending %s', (key, descending, expected) => {
    const before = [...rows]
    expect(
      sortRows(rows, { key, descending })
        .map((row) => row.nodeId)
        .join(' '),
    ).toBe(expected)
    expect(rows).toEqual(before)
  })
})
