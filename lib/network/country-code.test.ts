import { expect, test } from 'vitest'
import { countryCode } from './country-code'

test.each([
  ['Belgium', 'BE'],
  ['United States', 'US'],
  ['be', 'BE'],
  ['Vietnam', 'VN'],
  ['Germany', 'DE'],
  ['czech republic', 'CZ'],
  ['Atlantis', null],
  ['', null],
])('%s → %s', (country, expected) => {
  expect(countryCode(country)).toBe(expected)
})
