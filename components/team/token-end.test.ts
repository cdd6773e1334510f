import { describe, expect, it } from 'vitest'
import { dayAfter, endOfDay } from './token-end'

describe('the last day of a token', () => {
  it.each([
    [new Date(2026, 10, 22, 13), 0, '2026-11-22'],
    [new Date(2026, 10, 22, 13), 90, '2027-02-20'],
    [new Date(2024, 1, 28), 1, '2024-02-29'],
    [new Date(2026, 11, 31, 23, 59), 1, '2027-01-01'],
  ])('%s and %i days is %s', (today, days, day) => {
    expect(dayAfter(today, days)).toBe(day)
  })
  it('ends with the day, here', () => {
    const end = new Date(endOfDay('2027-02-20') ?? '')
    expect([end.getDate(), end.getHours(), end.getMinutes(), end.getSeconds()]).toEqual([
      20, 23, 59, 59,
    ])
  })
  it.each(['', '2027', 'tomorrow', '27-02-2027'])('%j is no day', (day) => {
    expect(endOfDay(day)).toBeNull()
  })
})
