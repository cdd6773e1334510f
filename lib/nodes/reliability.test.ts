import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  heartbeats,
  reliability,
  RELIABILITY_MS,
  stretches,
  type Change,
  type Watch,
} from './reliability'

const HOUR = 3_600_000
const NOW = 2_000_000_000_000
const ago = (hours: number) => NOW - hours * HOUR
const change = (hours: number, freshness: Change['freshness']): Change => ({
  at: ago(hours),
  freshness,
})
const watch = (from: number, to: number): Watch => ({ start: ago(from), end: ago(to) })

describe('reliability', () => {
  it.each<[string, Change[], Watch[], number | null, number, number, number]>([
    ['nothing is known before we looked', [], [], null, 0, 0, 0],
    ['a change without a watch says nothing', [change(5, 'up')], [], null, 0, 0, 0],
    ['a node that was always up', [change(10, 'up')], [watch(10, 0)], 1, 10, 0, 0],
    ['three hours are three hours, not thirty days', [change(3, 'up')], [watch(3, 0)], 1, 3, 0, 0],
    [
      'nothing is known of a node before its first change',
      [change(4, 'up')],
      [watch(10, 0)],
      1,
      4,
      0,
      0,
    ],
    [
      'one outage',
      [change(10, 'up'), change(4, 'down'), change(2, 'up')],
      [watch(10, 0)],
      0.8,
      10,
      1,
      2,
    ],
    ['late counts as up', [change(10, 'up'), change(5, 'late')], [watch(10, 0)], 1, 10, 0, 0],
    ['gone is down', [change(10, 'up'), change(5, 'gone')], [watch(10, 0)], 0.5, 10, 1, 5],
    [
      'down and then gone is one outage',
      [change(10, 'up'), change(5, 'down'), change(4, 'gone')],
      [watch(10, 0)],
      0.5,
      10,
      1,
      5,
    ],
    [
      'the time between two watches is unknown',
      [change(10, 'up')],
      [watch(10, 8), watch(2, 0)],
      1,
      4,
      0,
      0,
    ],
    [
      'an outage over such a gap is one, and as long as we saw it',
      [change(10, 'up'), change(9, 'down')],
      [watch(10, 8), watch(2, 0)],
      0.25,
      4,
      1,
      3,
    ],
    [
      'what is older than 30 days is left out',
      [change(721, 'down'), change(719, 'up')],
      [watch(800, 0)],
      719 / 720,
      720,
      1,
      1,
    ],
  ])('%s', (_, changes, watches, up, hours, outages, longest) => {
    const found = reliability(changes, watches, NOW)
    if (up === null) expect(found.up).toBeNull()
    else expect(found.up).toBeCloseTo(up, 9)
    expect(found.knownFor).toBe(hours * HOUR)
    expect([found.outages, found.longest]).toEqual([outages, longest * HOUR])
  })

  it('says how much of it was late', () => {
    const found = reliability([change(10, 'late'), change(9, 'up')], [watch(10, 0)], NOW)
    expect(found.late).toBeCloseTo(0.1, 9)
  })
})

const SEEN = fc.constantFrom<Change['freshness']>('up', 'late', 'down', 'gone')
const HISTORY = fc
  .array(fc.record({ at: fc.integer({ min: 0, max: 2000 }), freshness: SEEN }), { maxLength: 20 })
  .map((changes) =>
    changes.sort((a, b) => a.at - b.at).map(({ at, freshness }) => change(2000 - at, freshness)),
  )
const WATCHES = fc
  .uniqueArray(fc.integer({ min: 0, max: 2000 }), { maxLength: 12 })
  .map((marks) => marks.sort((a, b) => a - b))
  .map((marks) =>
    Array.from({ length: Math.floor(marks.length / 2) }, (_, index) =>
      watch(2000 - (marks[2 * index] ?? 0), 2000 - (marks[2 * index + 1] ?? 0)),
    ),
  )

describe('reliability of any history', () => {
  it('never claims more than was watched', () => {
    fc.assert(
      fc.property(HISTORY, WATCHES, (changes, watches) => {
        const found = reliability(changes, watches, NOW)
        const watched = watches.reduce(
          (sum, { start, end }) => sum + Math.max(0, end - Math.max(start, NOW - RELIABILITY_MS)),
          0,
        )
        expect(found.knownFor).toBeLessThanOrEqual(watched)
        expect(found.longest).toBeLessThanOrEqual(found.knownFor)
        if (found.up !== null) {
          expect(found.up).toBeGreaterThanOrEqual(0)
          expect(found.up).toBeLessThanOrEqual(1)
          expect(found.outages === 0).toBe(found.up === 1)
        }
      }),
    )
  })

  it('cuts watched time into stretches that neither touch what nobody watched nor each other', () => {
    fc.assert(
      fc.property(HISTORY, WATCHES, (changes, watches) => {
        const found = stretches(changes, watches, ago(2000), NOW)
        for (const [index, piece] of found.entries()) {
          expect(watches.some(({ start, end }) => start <= piece.from && piece.to <= end)).toBe(
            true,
          )
          expect(piece.from).toBeGreaterThanOrEqual(found[index - 1]?.to ?? 0)
        }
      }),
    )
  })
})

describe('heartbeats', () => {
  it('shows the worst of each bar, and nothing where nobody looked', () => {
    const bars = heartbeats(
      [change(30, 'up'), change(11.5, 'down'), change(11.4, 'up'), change(5, 'late')],
      [watch(30, 18), watch(12, 0)],
      NOW,
      24,
    )
    expect(bars).toHaveLength(24)
    expect(bars.map(({ worst }) => worst?.[0] ?? '-').join('')).toBe('uuuuuu------duuuuuulllll')
    expect(bars.at(-1)?.to).toBe(NOW)
  })
})
