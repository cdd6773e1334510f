import { expect, test } from 'vitest'
import type { PaletteNode } from '../model/palette-node'
import { groupByFarm } from './filter-nodes'

const amounts = { cru: 8, mru: 16, hru: 0, sru: 100 }
function node(nodeId: string, city: string, farm: [number, string], freshness: 'up' | 'down') {
  return {
    nodeId,
    farmId: farm[0],
    farmName: farm[1],
    city,
    country: 'Switzerland',
    freshness,
    reportedAt: '2026-11-22T12:00:00Z',
    engine: 'simulated',
    total: amounts,
    free: amounts,
    endpointClass: 'dual',
    endpoints: [],
    takenPorts: [],
    label: city,
  } satisfies PaletteNode
}
const alpenrack: [number, string] = [2, 'Alpenrack']
const nodes = [
  node('Gk1', 'Zürich', alpenrack, 'down'),
  node('Bi2', 'Chur', alpenrack, 'up'),
  node('Cr3', 'Ghent', [1, 'Scheldt Compute'], 'up'),
]
const found = (query: string) => groupByFarm(nodes, query).map((g) => g.nodes.map((n) => n.nodeId))

test.each([
  ['', [['Bi2', 'Gk1'], ['Cr3']]],
  ['zurich', [['Gk1']]],
  ['alpen', [['Bi2', 'Gk1']]],
  ['alpen chur', [['Bi2']]],
  ['cr3', [['Cr3']]],
  ['nowhere', []],
])('%o finds the right nodes, running ones first', (query, expected) => {
  expect(found(query)).toEqual(expected)
})

test('a farm says how many nodes it has in all', () => {
  expect(groupByFarm(nodes, 'chur')).toMatchObject([{ name: 'Alpenrack', total: 2 }])
})
