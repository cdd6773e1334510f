import { describe, expect, it } from 'vitest'
import type { NodeView } from '@/lib/schemas/views'
import { nodesQuerySchema } from '@/lib/schemas/requests'
import { filterNodes } from './filter-nodes'

const amounts = (cru: number, mru: number) => ({ cru, mru, hru: 0, sru: 0 })
const node = (nodeId: string, change: Partial<NodeView> = {}): NodeView => ({
  gridId: 'g',
  nodeId,
  farmId: 1,
  farmName: 'North',
  city: 'Ghent',
  country: 'Belgium',
  continent: 'Europe',
  latitude: 0,
  longitude: 0,
  freshness: 'up',
  reportedAt: '2026-01-01T00:00:00.000Z',
  uptime: 0,
  osVersion: '',
  engine: null,
  total: amounts(8, 16),
  used: amounts(0, 0),
  free: amounts(8, 16),
  endpointClass: 'dual',
  endpoints: [],
  takenPorts: [],
  interfaces: [],
  ...change,
})
const NODES = [
  node('AAA'),
  node('BBB', { city: 'Vienna', country: 'Austria', farmId: 2, farmName: 'South' }),
  node('CCC', { freshness: 'down', endpointClass: 'hidden' }),
  node('DDD', { free: amounts(1, 1), endpointClass: 'ipv6' }),
]
const found = (query: Record<string, string>) => {
  const { nodes, total } = filterNodes(NODES, nodesQuerySchema.parse(query))
  return [nodes.map(({ nodeId }) => nodeId).join(' '), total]
}

describe('filterNodes', () => {
  it.each([
    [{}, 'AAA BBB CCC DDD'],
    [{ q: 'vienna' }, 'BBB'],
    [{ q: 'ghent be' }, 'AAA CCC DDD'],
    [{ q: 'aa' }, 'AAA'],
    [{ q: 'south austria' }, 'BBB'],
    [{ q: 'nowhere' }, ''],
    [{ farm: '2' }, 'BBB'],
    [{ farm: 'south' }, 'BBB'],
    [{ freshness: 'down' }, 'CCC'],
    [{ endpoint: 'ipv6' }, 'DDD'],
    [{ minCru: '2' }, 'AAA BBB CCC'],
    [{ minMru: '16', freshness: 'up' }, 'AAA BBB'],
  ])('%j', (query: Record<string, string>, expected) => {
    expect(found(query)).toEqual([expected, expected.split(' ').filter(Boolean).length])
  })

  it('pages, and still counts all', () => {
    expect(found({ limit: '2', offset: '1' })).toEqual(['BBB CCC', 4])
  })

  it.each([{ freshness: 'dead' }, { limit: '0' }, { minCru: '-1' }, { minCru: 'x' }, { x: '1' }])(
    'refuses %j',
    (query) => expect(nodesQuerySchema.safeParse(query).success).toBe(false),
  )
})
