import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { listsAreFewer, MISSES_AT_END, MOST_NUMBERS, NumberScan, probeNumbers } from './scan'

/** Reads with `there` as the explorer; answers what was asked. */
function run(scan: NumberScan, there: (number: number) => boolean, batch = 7): number[] {
  const asked: number[] = []
  while (!scan.isOver) {
    const numbers = scan.take(batch)
    asked.push(...numbers)
    for (const number of [...numbers].reverse())
      scan.answer(number, there(number) ? 'there' : 'missing')
  }
  return asked
}

describe('the cursor', () => {
  it('reads an empty explorer up to the run that ends it', () => {
    const scan = new NumberScan(0)
    expect(run(scan, () => false)).toHaveLength(MISSES_AT_END)
    expect([scan.high, scan.next]).toEqual([-1, 0])
  })

  it('goes on over a gap shorter than the end', () => {
    const scan = new NumberScan(0)
    const there = (number: number) => number < 10 || number === 10 + MISSES_AT_END - 1
    run(scan, there)
    expect(scan.next).toBe(10 + MISSES_AT_END)
  })

  it('goes on over any gap when a probe found what lies behind', () => {
    const scan = new NumberScan(0)
    const there = (number: number) => number < 3 || (number > 1000 && number < 1100)
    for (const number of probeNumbers(0)) scan.answer(number, there(number) ? 'there' : 'missing')
    const asked = run(scan, there)
    expect(scan.next).toBe(1100)
    expect(asked).not.toContain(1023)
  })

  it('begins the next time at the first number that could not be read', () => {
    const scan = new NumberScan(0)
    for (const number of scan.take(12)) scan.answer(number, number === 4 ? 'failed' : 'there')
    expect(scan.next).toBe(4)
    scan.answer(4, 'there')
    expect(scan.next).toBe(12)
  })

  it('does not begin again for a failure behind everything known', () => {
    const scan = new NumberScan(5)
    for (const number of scan.take(10)) scan.answer(number, number < 8 ? 'there' : 'failed')
    expect(scan.next).toBe(8)
  })

  it('stops with an explorer that has something under every number', () => {
    const scan = new NumberScan(0)
    expect(run(scan, () => true, 5000)).toHaveLength(MOST_NUMBERS)
    expect([scan.isCut, scan.next]).toEqual([true, MOST_NUMBERS])
  })

  it('is not led away by a number nobody can reach', () => {
    const scan = new NumberScan(0)
    scan.answer(Number.MAX_SAFE_INTEGER, 'there')
    expect(scan.high).toBe(-1)
  })
})

/** Numbers in use, without a gap as long as the run that ends a scan. */
const numbers = fc
  .array(fc.integer({ min: 1, max: MISSES_AT_END }), { maxLength: 120 })
  .map((steps) => {
    let at = -1
    return new Set(steps.map((step) => (at += step)))
  })

test('everything is read once, whatever the gaps, batches and lists', () => {
  fc.assert(
    fc.property(
      numbers,
      fc.integer({ min: 1, max: 40 }),
      fc.infiniteStream(fc.boolean()),
      (there, batch, coin) => {
        const scan = new NumberScan(0)
        const listed = [...there].filter(() => coin.next().value)
        for (const number of listed) scan.answer(number, 'there')
        const asked = run(scan, (number) => there.has(number), batch)
        expect(new Set(asked).size).toBe(asked.length)
        expect(new Set([...asked, ...listed].filter((number) => there.has(number)))).toEqual(there)
        expect(asked.some((number) => listed.includes(number))).toBe(false)
        expect(scan.next).toBe(Math.max(-1, ...there) + 1)
      },
    ),
  )
})

test('a scan that breaks off leaves nothing unread below where the next begins', () => {
  fc.assert(
    fc.property(
      numbers,
      fc.array(fc.constantFrom('there', 'failed', 'open'), { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 1, max: 40 }),
      (there, fates, batch) => {
        const scan = new NumberScan(0)
        const read = new Set<number>()
        const taken = scan.take(fates.length < batch ? fates.length : batch)
        taken.forEach((number, index) => {
          const fate = fates[index]
          if (fate === 'open') return
          if (fate === 'failed') return scan.answer(number, 'failed')
          read.add(number)
          scan.answer(number, there.has(number) ? 'there' : 'missing')
        })
        const unread = [...there].filter((number) => !read.has(number) && number < scan.next)
        expect(unread).toEqual([])
        const again = new NumberScan(scan.next)
        run(again, (number) => there.has(number), batch)
        expect(again.next).toBe(Math.max(-1, ...there) + 1)
      },
    ),
  )
})

test.each([
  [24, 0, 3000, true],
  [24, 2990, 3000, false],
  [5000, 0, 3000, false],
  [0, 0, 3000, false],
  [1, 0, -1, false],
  [2, 3000, 3063, false],
  [2, 3000, 3064, true],
])('%i nodes, from %i to %i: lists first is %s', (nodes, from, high, expected) => {
  expect(listsAreFewer(nodes, from, high)).toBe(expected)
})
