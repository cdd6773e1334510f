import { expect, test } from 'vitest'
import type { FarmDetailView } from '@/lib/schemas/nodes'
import { findFarms, toFarmRow } from './farm-row'

const amounts = { total: 8, used: 4, free: 4 }
const farm = (name: string, places: string[]): FarmDetailView => ({
  gridId: 'g1',
  gridName: 'devnet',
  farmId: 7,
  name,
  nodes: 3,
  nodesUp: 2,
  counts: { up: 2, late: 0, down: 1 },
  cpu: amounts,
  memory: amounts,
  ssd: amounts,
  hdd: amounts,
  places: places.map((place) => ({ name: place, nodes: 1 })),
  endpoints: { dual: 1, ipv4: 1, ipv6: 0, hidden: 1 },
  reliability: { up: null, knownFor: 0 },
  reservations: [],
})

test('names the busiest places', () => {
  expect(toFarmRow(farm('North', ['Ghent', 'Oslo', 'Linz', 'Chur']), 0).where).toBe(
    'Ghent · Oslo · 2 more',
  )
})

test.each([
  ['', ['North', 'South']],
  ['oslo', ['North']],
  ['devnet south', ['South']],
  ['nowhere', []],
])('“%s” finds %j', (text, names) => {
  const rows = [toFarmRow(farm('North', ['Oslo']), 1), toFarmRow(farm('South', ['Ghent']), 0)]
  expect(findFarms(rows, text).map(({ name }) => name)).toEqual(names)
})
