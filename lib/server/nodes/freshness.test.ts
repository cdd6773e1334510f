import { describe, expect, it } from 'vitest'
import { freshnessOf } from './freshness'

const NOW = 1_795_359_391_000

describe('freshnessOf', () => {
  it.each([
    [0, 'up'],
    [659, 'up'],
    [660, 'late'],
    [1199, 'late'],
    [1200, 'down'],
    [900_000, 'down'],
    [-659, 'up'],
    [-1200, 'down'],
  ])('an original node that reported %i s ago is %s', (seconds, expected) => {
    expect(freshnessOf({ reportedAt: NOW - seconds * 1000, hasEngine: false }, NOW)).toBe(expected)
  })

  it.each([
    [0, 'up'],
    [39, 'up'],
    [40, 'late'],
    [59, 'late'],
    [60, 'down'],
    [-60, 'down'],
  ])('a node of our daemon that reported %i s ago is %s', (seconds, expected) => {
    expect(freshnessOf({ reportedAt: NOW - seconds * 1000, hasEngine: true }, NOW)).toBe(expected)
  })
})
