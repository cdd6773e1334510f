import fc from 'fast-check'
import { expect, it } from 'vitest'
import { filterRows } from './node-filter'
import { testRow } from './testing/rows'
import { wordSearch } from './word-search'

const CITIES = ['Ghent', 'Gent', 'Vienna', 'New York', 'York', 'Nørre Alslev']
const ROWS = Array.from({ length: 60 }, (_, index) =>
  testRow(`node${index}`, { city: CITIES[index % CITIES.length] ?? '', farm: `farm ${index % 7}` }),
)

it('finds what the filter finds, whatever was typed before', () => {
  const typed = fc.array(
    fc.string({ unit: fc.constantFrom(...'ghentyork farm1 '), maxLength: 6 }),
    {
      maxLength: 40,
    },
  )
  fc.assert(
    fc.property(typed, (texts) => {
      const search = wordSearch(ROWS)
      for (const text of texts) {
        const filter = text.trim() === '' ? {} : { q: text }
        expect(search(text)).toEqual(filterRows(ROWS, filter, { now: 0, networks: [] }))
      }
    }),
  )
})
