import { describe, expect, it, test } from 'vitest'
import { filterCount, filterNodes, indexRows, NO_FILTER, type NodeFilter } from './node-filter'
import type { NodeRow } from './node-row'

function row(patch: Partial<NodeRow> & { nodeId: string }): NodeRow {
  const capacity = { total: 8, used: 4, free: 4 }
  return {
    key: `grid/${patch.nodeId}`,
    gridId: 'grid',
    farm: 'Donau Farm',
    city: 'Vienna',
    country: 'Austria',
    freshness: 'up',
    endpoint: 'dual',
    simulated: true,
    reportedAt: '2026-11-22T10:00:00.000Z',
    cpu: capacity,
    memory: capacity,
    ssd: capacity,
    ...patch,
  }
}

const ROWS = [
  row({ nodeId: 'Aa', city: 'Ghent', country: 'Belgium', farm: 'Scheldt Compute' }),
  row({ nodeId: 'Bb', freshness: 'late', endpoint: 'hidden', cpu: { total: 8, used: 0, free: 8 } }),
  row({ nodeId: 'Cc', city: 'Linz', simulated: false, memory: { total: 64, used: 0, free: 64 } }),
  row({
    nodeId: 'Dd',
    city: 'Zürich',
    country: 'Switzerland',
    freshness: 'down',
    endpoint: 'ipv6',
    reportedAt: '2026-11-22T09:00:00.000Z',
  }),
]
const INDEXED = indexRows(ROWS)
const ids = (patch: Partial<NodeFilter>) =>
  filterNodes(INDEXED, { ...NO_FILTER, ...patch }).map((found) => found.nodeId)

describe('filterNodes', () => {
  test.each<[string, Partial<NodeFilter>, string[]]>([
    ['keeps everything without a filter, by city', {}, ['Aa', 'Cc', 'Bb', 'Dd']],
    ['finds words of city and farm together', { q: 'ghent scheldt' }, ['Aa']],
    ['ignores case, also beyond ASCII', { q: 'ZÜRICH' }, ['Dd']],
    ['finds a node id', { q: 'bb' }, ['Bb']],
    ['needs every word', { q: 'vienna ghent' }, []],
    ['keeps any of the chosen states', { status: ['late', 'down'] }, ['Bb', 'Dd']],
    ['keeps any of the chosen endpoint classes', { endpoint: ['hidden', 'ipv6'] }, ['Bb', 'Dd']],
    ['compares what is free', { minCpu: 5 }, ['Bb']],
    ['compares free memory', { minMemory: 64 }, ['Cc']],
    ['shows simulated nodes only', { simulated: 'only' }, ['Aa', 'Bb', 'Dd']],
    ['leaves simulated nodes out', { simulated: 'none' }, ['Cc']],
    ['matches a farm exactly', { farm: 'Donau' }, []],
    [
      'sorts numbers as numbers, largest first',
      { sort: 'cpu', descending: true },
      ['Bb', 'Aa', 'Cc', 'Dd'],
    ],
    ['sorts by the last report', { sort: 'seen' }, ['Dd', 'Aa', 'Bb', 'Cc']],
  ])('%s', (_, patch, expected) => {
    expect(ids(patch)).toEqual(expected)
  })

  it('leaves the rows it was given in their order', () => {
    const before = INDEXED.map(({ row: { nodeId } }) => nodeId)
    ids({ sort: 'cpu', descending: true })
    expect(INDEXED.map(({ row: { nodeId } }) => nodeId)).toEqual(before)
  })
})

describe('filterCount', () => {
  it('counts filters, not words or order', () => {
    expect(filterCount({ ...NO_FILTER, q: 'x', sort: 'cpu' })).toBe(0)
    expect(filterCount({ ...NO_FILTER, status: ['up'], minCpu: 4, simulated: 'none' })).toBe(3)
  })
})
