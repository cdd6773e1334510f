import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPublicRange } from '@/lib/network/cidr'
import { freeName, parseQuickRange, quickStartName, suggestRange } from './range'

describe('the range answer', () => {
  test.each([
    ['10.40', '10.40.0.0/16'],
    [' 10.40.0.0/16 ', '10.40.0.0/16'],
    ['172.20', '172.20.0.0/16'],
    ['10.0', '10.0.0.0/16'],
  ])('%j is %s', (text, range) => {
    expect(parseQuickRange(text)).toEqual({ range, warning: null })
  })

  test.each(['173.30', '174.40', '173.30.0.0/16'])('%s passes with a loud warning', (text) => {
    const { range, warning } = parseQuickRange(text)
    expect(range).toMatch(/^17[34]\.[34]0\.0\.0\/16$/)
    expect(warning).toContain(`${range} is public internet space`)
  })

  test.each([
    ['', 'write two numbers, such as 10.40'],
    ['10', 'write two numbers'],
    ['10.40.', 'write two numbers'],
    ['10.400', 'write two numbers'],
    ['10.040', 'write two numbers'],
    ['10.40.0.0', 'write two numbers'],
    ['fd00::/16', 'write two numbers'],
    ['10.40; rm -rf /', 'write two numbers'],
    ['10.40.0.0/24', 'needs a /16'],
    ['10.40.1.0/16', 'host bits'],
    ['100.64', 'tunnel addresses'],
    ['127.0', 'never leaves a machine'],
    ['10.42', 'k3s gives 10.42.0.0/16 to its pods'],
    ['10.43.0.0/16', 'k3s gives 10.43.0.0/16 to its services'],
  ])('%j is refused with a sentence', (text, words) => {
    expect(() => parseQuickRange(text)).toThrow(
      expect.objectContaining({ code: 'INVALID_CIDR', message: expect.stringContaining(words) }),
    )
  })
})

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
          expect(taken.length).toBeGreaterThan(240)
          return
        }
        expect(ranges).not.toContain(suggested)
        expect(isPublicRange(suggested)).toBe(false)
        expect(parseQuickRange(suggested)).toEqual({ range: suggested, warning: null })
        expect(suggested).not.toMatch(/^10\.(0|1|8|10|42|43)\./)
      }),
    )
    expect(suggestRange(Array.from({ length: 256 }, (_, n) => `10.${n}.0.0/16`))).toBeNull()
  })
})

test('names follow the range, and a taken one gets a number', () => {
  expect(quickStartName('10.40.0.0/16')).toBe('k3s-10-40')
  expect(freeName('k3s-10-40', new Set())).toBe('k3s-10-40')
  expect(freeName('k3s-10-40', new Set(['k3s-10-40', 'k3s-10-40-2']))).toBe('k3s-10-40-3')
  const long = 'a'.repeat(31)
  expect(freeName(long, new Set([long]))).toBe(`${'a'.repeat(29)}-2`)
})
