import { expect, it } from 'vitest'
import { RESERVATION_STATES, STATE_TONE } from '@/lib/protocol/states'
import { eventTone, reservationLook, TONES } from './status-table'

it('gives every reservation state a word and the tone of the one table', () => {
  for (const state of RESERVATION_STATES) {
    expect(reservationLook(state)).toEqual({
      tone: STATE_TONE[state],
      word: expect.stringMatching(/^[A-Z][a-z]+$/),
    })
  }
})

it('never tells two states apart by colour alone', () => {
  const looks = RESERVATION_STATES.map((state) => reservationLook(state).word)
  expect(new Set(looks).size).toBe(looks.length)
  const glyphs = (['staged', 'pending', 'running', 'warning', 'failed', 'ended'] as const).map(
    (tone) => TONES[tone].glyph,
  )
  expect(new Set(glyphs).size).toBe(glyphs.length)
})

it('draws an event it does not know as a quiet ring', () => {
  expect(eventTone('something new')).toBe('ended')
  expect(eventTone(null)).toBe('ended')
  expect(eventTone('deployed')).toBe('running')
})
