import fc from 'fast-check'
import type { QuickNode } from '../nodes'

/** A real node with public IPv4 and room, unless said otherwise. */
export function quickNode(nodeId: string, more: Partial<QuickNode> = {}): QuickNode {
  return {
    nodeId,
    label: nodeId,
    farmId: 1,
    farmName: 'Farm',
    freshness: 'up',
    free: { cru: 8, mru: 16, sru: 500 },
    endpoints: ['203.0.113.1'],
    takenPorts: [],
    engine: 'linux',
    ...more,
  }
}

const ENDPOINTS = [[], ['203.0.113.1'], ['2001:db8::1'], ['203.0.113.1', '2001:db8::1']]

/** Any nodes of a few farms, most of them fitting. */
export function quickNodes(maxLength = 30): fc.Arbitrary<QuickNode[]> {
  return fc.uniqueArray(
    fc.record({
      nodeId: fc.string({ unit: fc.constantFrom(...'ABCDEFGH23'), minLength: 4, maxLength: 6 }),
      label: fc.constant('Ghent BE'),
      farmId: fc.integer({ min: 1, max: 5 }),
      farmName: fc.constant('Farm'),
      freshness: fc.constantFrom('up', 'up', 'up', 'up', 'late', 'down'),
      free: fc.record({
        cru: fc.integer({ min: 0, max: 8 }),
        mru: fc.integer({ min: 1, max: 16 }),
        sru: fc.integer({ min: 40, max: 200 }),
      }),
      endpoints: fc.constantFrom(...ENDPOINTS),
      takenPorts: fc.array(fc.integer({ min: 2000, max: 2100 }), { maxLength: 5 }),
      engine: fc.constantFrom('linux', 'simulated', null),
    }),
    { selector: ({ nodeId }) => nodeId, maxLength },
  )
}
