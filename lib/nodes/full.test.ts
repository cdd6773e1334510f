import { expect, test } from 'vitest'
import { isFull } from './full'

test.each([
  [{ total: { cru: 8 }, free: { cru: 1, mru: 2 } }, false],
  [{ total: { cru: 8 }, free: { cru: 0, mru: 2 } }, true],
  [{ total: { cru: 8 }, free: { cru: 4, mru: 0 } }, true],
  [{ total: { cru: 0 }, free: { cru: 0, mru: 0 } }, false],
])('%o: %s', (capacity, expected) => {
  expect(isFull(capacity)).toBe(expected)
})
