import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPublicRange, parseRange } from './cidr'
import { commonUse, suggestRange } from './common-ranges'

describe('a suggested range', () => {
  test('begins at 10.40 and skips what is taken, also by its second octet', () => {
    expect(suggestRange([])).toBe('10.40.0.0/16')
    expect(suggestRange(['10.40.0.0/16', '173.41.0.0/16', 'nonsense'])).toBe('10.44.0.0/16')
  })

  test('is always private, accepted and free; null only when nothing is left', () => {
    const octets = fc.uniqueArray(fc.integer({ min: 0, max: 255 }), { maxLength: 256 })
    fc.assert(
      fc.property(octets, (taken) => {
        const ranges = taken.map((octet) => `10.${octet}.0.0/16`)
        const suggested = suggestRange(ranges)
        if (suggested === null) {
          expect(taken.length).toBeGreaterThan(235)
          return
        }
        expect(ranges).not.toContain(suggested)
        expect(isPublicRange(suggested)).toBe(false)
        expect(parseRange(suggested).text).toBe(suggested)
        expect(suggested).not.toMatch(/^10\.(0|1|8|10|42|43)\./)
      }),
    )
    expect(suggestRange(Array.from({ length: 256 }, (_, n) => `10.${n}.0.0/16`))).toBeNull()
  })
})

test.each([
  ['192.168.7.0/24', 'routers'],
  ['10.42.0.0/16', 'k3s'],
  ['172.17.0.0/16', 'Docker'],
  ['10.40.0.0/16', null],
  ['nonsense', null],
])('%s is known of %s', (range, who) => {
  if (who === null) expect(commonUse(range)).toBeNull()
  else expect(commonUse(range)).toContain(who)
})
