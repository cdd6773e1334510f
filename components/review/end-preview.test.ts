import { describe, expect, test } from 'vitest'
import { DEFAULT_DURATION, DURATIONS, endPreview } from './end-preview'

const NOW = Date.parse('2026-11-24T13:40:00.000Z')

describe('the end instant while a duration is typed', () => {
  test.each([
    ['14d', '2026-12-08T13:40:00.000Z', '14 d'],
    ['2w', '2026-12-08T13:40:00.000Z', '14 d'],
    ['90m', '2026-11-24T15:10:00.000Z', '1 h 30 min'],
    [' 2h ', '2026-11-24T15:40:00.000Z', '2 h'],
  ])('%s from now ends at %s', (text, endsAt, words) => {
    expect(endPreview(text, NOW)).toEqual({ kind: 'ok', endsAt, words })
  })

  test.each([
    ['2', /no unit.*2h for hours or 2d for days/],
    ['0', /longer than zero/],
    ['-1h', /longer than zero/],
    ['soon', /not a duration/],
    ['99999d', /longer than ten years/],
    ['', /Say how long/],
  ])('%o is refused with what to write instead', (text, sentence) => {
    expect(endPreview(text, NOW)).toEqual({
      kind: 'error',
      message: expect.stringMatching(sentence),
    })
  })

  test('every chip is a duration, and one of them is the default', () => {
    for (const { text } of DURATIONS) expect(endPreview(text, NOW).kind).toBe('ok')
    expect(DURATIONS.map(({ text }) => text)).toContain(DEFAULT_DURATION)
  })
})
