import { expect, test } from 'vitest'
import { filterRows } from '@/lib/nodes/node-filter'
import { testRow } from '@/lib/nodes/testing/rows'
import { patchFor } from './map-view'

const FAR = testRow('Zz', { city: 'Oslo', latitude: 59.9, longitude: 10.7 })

test('a lone node opens', () => {
  expect(patchFor({ members: [testRow('Aa')] })).toEqual({ node: 'Aa' })
})

test.each([
  ['a city', [testRow('Aa'), testRow('Bb', { latitude: 51.06 })], 'city'],
  [
    'a city with a comma',
    [testRow('Aa', { city: 'A, B' }), testRow('Bb', { city: 'A, B' })],
    'city',
  ],
  ['two cities', [testRow('Aa'), testRow('Bb', { city: 'Bruges', latitude: 51.2 })], 'near'],
  ['nodes without a city', [testRow('Aa', { city: '' }), testRow('Bb', { city: '' })], 'near'],
])('%s becomes a filter that keeps exactly its nodes', (_, members, key) => {
  const { filter } = patchFor({ members })
  expect(Object.keys(filter ?? {})).toContain(key)
  const scope = { now: 0, networks: [] }
  expect(filterRows([...members, FAR], filter ?? {}, scope)).toEqual(members)
})
