import { describe, expect, it } from 'vitest'
import { backoffMs } from './backoff'

describe('backoffMs', () => {
  it.each([
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [8, 128_000],
    [9, 256_000],
    [10, 300_000],
    [100_000, 300_000],
  ])('after %i failures waits %i ms without jitter', (failures, expected) => {
    expect(backoffMs(failures, 0.5)).toBe(expected)
  })

  it('never leaves 1 s … 5 min, whatever the jitter', () => {
    for (let failures = 0; failures < 40; failures += 1)
      for (const random of [0, 0.25, 0.75, 0.999]) {
        expect(backoffMs(failures, random)).toBeGreaterThanOrEqual(1_000)
        expect(backoffMs(failures, random)).toBeLessThanOrEqual(300_000)
      }
  })

  it('spreads equal failures by a fifth each way', () => {
    expect([backoffMs(5, 0), backoffMs(5, 1)]).toEqual([12_800, 19_200])
  })
})
