import { describe, expect, test } from 'vitest'
import { freeName, parseQuickRange, quickStartName } from './range'

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

test('names follow the range, and a taken one gets a number', () => {
  expect(quickStartName('10.40.0.0/16')).toBe('k3s-10-40')
  expect(freeName('k3s-10-40', new Set())).toBe('k3s-10-40')
  expect(freeName('k3s-10-40', new Set(['k3s-10-40', 'k3s-10-40-2']))).toBe('k3s-10-40-3')
  const long = 'a'.repeat(31)
  expect(freeName(long, new Set([long]))).toBe(`${'a'.repeat(29)}-2`)
})
