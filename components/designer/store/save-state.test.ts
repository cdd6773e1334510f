import { describe, expect, test } from 'vitest'
import {
  AUTOSAVE_DEBOUNCE_MS,
  hasUnsaved,
  initialSaveState,
  nextSaveState,
  saveDelay,
  type SaveEvent,
} from './save-state'

const start = initialSaveState(3, null)
const after = (...events: SaveEvent[]) => events.reduce(nextSaveState, start)
const edited: SaveEvent = { type: 'edited' }
const started: SaveEvent = { type: 'started' }
const succeeded: SaveEvent = { type: 'succeeded', revision: 4, at: '2026-11-24T13:31:00Z' }
const failed: SaveEvent = { type: 'failed', message: 'The cockpit did not answer.' }
const stale: SaveEvent = { type: 'stale', message: 'Somebody saved a newer design.' }

describe('autosave', () => {
  test.each<[string, SaveEvent[], string, number]>([
    ['starts saved', [], 'saved', 3],
    ['an edit is to be saved', [edited], 'dirty', 3],
    ['is sent', [edited, started], 'saving', 3],
    ['is kept', [edited, started, succeeded], 'saved', 4],
    ['an edit while sending is saved next', [edited, started, edited, succeeded], 'dirty', 4],
    ['a failure is tried again', [edited, started, failed], 'failing', 3],
    [
      'an edit while failing waits for the next try',
      [edited, started, failed, edited],
      'failing',
      3,
    ],
    ['a later success ends the failing', [edited, started, failed, started, succeeded], 'saved', 4],
    [
      'a stale design stays stale',
      [edited, started, stale, edited, started, succeeded],
      'stale',
      3,
    ],
  ])('%s', (_name, events, phase, revision) => {
    expect(after(...events)).toMatchObject({ phase, revision })
  })

  test('waits a moment after an edit, longer after each failure, at most half a minute', () => {
    expect(saveDelay(after(edited))).toBe(AUTOSAVE_DEBOUNCE_MS)
    const waits = [1, 2, 3, 10].map((times) =>
      saveDelay(after(edited, ...Array(times).fill([started, failed]).flat())),
    )
    expect(waits).toEqual([2_000, 4_000, 8_000, 30_000])
  })

  test.each([[[]], [[edited, started]], [[edited, started, stale]]])(
    'sends nothing by itself while saved, sending or stale',
    (events) => {
      expect(saveDelay(after(...(events as SaveEvent[])))).toBeNull()
    },
  )

  test('knows what would be lost', () => {
    expect(hasUnsaved(after())).toBe(false)
    expect(hasUnsaved(after(edited, started))).toBe(true)
    expect(hasUnsaved(after(edited, started, succeeded))).toBe(false)
  })

  test('says why it could not save, and forgets it once it could', () => {
    expect(after(edited, started, failed).message).toBe('The cockpit did not answer.')
    expect(after(edited, started, failed, started, succeeded).message).toBeNull()
  })
})
