import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseNodes, type NodeRequest } from './choose-nodes'
import { unfitReason, type QuickNode } from './nodes'
import { quickNode, quickNodes } from './testing/nodes'

const choose = (nodes: readonly QuickNode[], more: Partial<NodeRequest> = {}) =>
  chooseNodes({ nodes, count: 3, size: 1, ...more })
const ids = (nodes: readonly QuickNode[]) => nodes.map(({ nodeId }) => nodeId)
const failure = (request: () => unknown): { code: string; message: string } => {
  try {
    request()
  } catch (error) {
    return error as { code: string; message: string }
  }
  throw new Error('nothing was refused')
}

describe('by rule', () => {
  test('one with public IPv4 is first, both families before IPv4 alone', () => {
    const nodes = [
      quickNode('a', { endpoints: [] }),
      quickNode('b', { endpoints: ['198.51.100.1'] }),
      quickNode('c', { endpoints: ['198.51.100.2', '2001:db8::2'], farmId: 2 }),
    ]
    const { machines, access, hasOwnAccess } = choose(nodes)
    expect([ids(machines), access.nodeId, hasOwnAccess]).toEqual([['c', 'b', 'a'], 'c', false])
  })

  test('spreads over farms before it takes a second node of one', () => {
    const nodes = [1, 1, 1, 2, 2, 3].map((farmId, index) => quickNode(`n${index}`, { farmId }))
    expect(choose(nodes, { count: 5 }).machines.map(({ farmId }) => farmId)).toEqual([
      1, 2, 3, 1, 2,
    ])
  })

  test('takes real nodes before simulated ones, and silent ones last', () => {
    const nodes = [
      quickNode('a', { engine: null }),
      quickNode('b', { engine: 'simulated' }),
      quickNode('c'),
      quickNode('d'),
    ]
    expect(ids(choose(nodes, { count: 4 }).machines)).toEqual(['c', 'd', 'b', 'a'])
  })

  test('leaves out what is excluded, down, late or full', () => {
    const nodes = [
      quickNode('a'),
      quickNode('b', { freshness: 'down' }),
      quickNode('c', { freshness: 'late' }),
      quickNode('d', { free: { cru: 8, mru: 16, sru: 99 } }),
      quickNode('e'),
      quickNode('f'),
    ]
    const { machines } = choose(nodes, { count: 2, size: 2, exclude: ['a'] })
    expect(ids(machines)).toEqual(['e', 'f'])
  })

  test('without public IPv4 among them, the access point is a node of its own', () => {
    const full = quickNode('z', { free: { cru: 0, mru: 0, sru: 0 } })
    const nodes = [quickNode('a', { endpoints: [] }), quickNode('b', { endpoints: [] }), full]
    const choice = choose(nodes, { count: 2 })
    expect(ids(choice.machines)).toEqual(['a', 'b'])
    expect([choice.access.nodeId, choice.hasOwnAccess]).toEqual(['z', true])
  })

  test('takes no node that is on IPv6 alone when the access point has none', () => {
    const six = quickNode('a', { endpoints: ['2001:db8::1'] })
    const nodes = [six, quickNode('b'), quickNode('c')]
    expect(ids(choose(nodes, { count: 2 }).machines)).toEqual(['b', 'c'])
    expect(failure(() => choose(nodes)).message).toContain('1 on IPv6 alone')
    const dual = quickNode('d', { endpoints: ['198.51.100.9', '2001:db8::9'] })
    expect(ids(choose([...nodes, dual], { count: 4 }).machines)).toContain('a')
  })

  test('says how many fit and why the others do not', () => {
    const nodes = [
      quickNode('a'),
      quickNode('b', { freshness: 'down' }),
      quickNode('c', { freshness: 'late' }),
      quickNode('d', { free: { cru: 0, mru: 16, sru: 500 } }),
      quickNode('e'),
    ]
    expect(failure(() => choose(nodes, { exclude: ['e'], size: 2 }))).toMatchObject({
      code: 'TOO_FEW_NODES',
      message:
        'Only 1 of 5 nodes can carry a VM of size 2 (2 vCPU, 4 GiB memory, 100 GiB SSD), and 3 were asked for. The others: 1 left out, 1 down, 1 late with their report, 1 without enough free vCPU, memory or SSD. Ask for 1, take size 1 or free a node.',
    })
    expect(failure(() => choose([])).message).toContain('The grid has no nodes yet.')
  })

  test('refuses when nobody could join', () => {
    const nodes = [1, 2, 3].map((n) => quickNode(`n${n}`, { endpoints: [] }))
    expect(failure(() => choose(nodes))).toMatchObject({
      code: 'NO_ACCESS_POINT',
      message: expect.stringContaining('public IPv4'),
    })
  })

  test('never a node twice, always fitting, farms spread, whatever the order', () => {
    fc.assert(
      fc.property(quickNodes(), fc.integer({ min: 1, max: 12 }), (nodes, count) => {
        const request = { nodes, count, size: 1 as const }
        let choice
        try {
          choice = chooseNodes(request)
        } catch (error) {
          expect(['TOO_FEW_NODES', 'NO_ACCESS_POINT']).toContain((error as never)['code'])
          return
        }
        const { machines, access, hasOwnAccess } = choice
        expect(new Set(ids(machines)).size).toBe(count)
        for (const node of machines) expect(unfitReason(node, 1)).toBeNull()
        expect(access.endpoints.some((endpoint) => endpoint.includes('.'))).toBe(true)
        expect(ids(machines).includes(access.nodeId)).toBe(!hasOwnAccess)
        if (!hasOwnAccess) expect(machines[0]).toBe(access)
        expectSpread(machines, nodes, access)
        expect(chooseNodes({ ...request, nodes: [...nodes].reverse() })).toEqual(choice)
      }),
    )
  })
})

/** No farm has two more than a farm that still has a fitting node. */
function expectSpread(
  machines: readonly QuickNode[],
  nodes: readonly QuickNode[],
  access: QuickNode,
) {
  const chosen = new Set(ids(machines))
  const hasIpv6 = access.endpoints.some((endpoint) => endpoint.includes(':'))
  const left = nodes.filter(
    (node) =>
      !chosen.has(node.nodeId) &&
      unfitReason(node, 1) === null &&
      (hasIpv6 || node.endpoints.length === 0 || node.endpoints.some((e) => e.includes('.'))),
  )
  const used = (farm: number) => machines.filter(({ farmId }) => farmId === farm).length
  const most = Math.max(...machines.map(({ farmId }) => used(farmId)))
  for (const { farmId } of left) expect(used(farmId)).toBeGreaterThanOrEqual(most - 1)
}

describe('by a person', () => {
  const nodes = [
    quickNode('a', { endpoints: [], label: 'Ghent BE' }),
    quickNode('b', { label: 'Vienna AT' }),
    quickNode('c', { freshness: 'down', label: 'Bern CH' }),
    quickNode('d', { free: { cru: 0, mru: 0, sru: 0 }, label: 'Oslo NO' }),
  ]
  const pick = (nodeIds: string[], count = nodeIds.length) => choose(nodes, { nodeIds, count })

  test('exactly those, the first with public IPv4 as master', () => {
    expect(ids(pick(['a', 'b']).machines)).toEqual(['b', 'a'])
    expect(pick(['a'])).toMatchObject({ access: { nodeId: 'b' }, hasOwnAccess: true })
  })

  test.each([
    [['a', 'a'], 2, 'INVALID_BODY', 'Ghent BE is chosen twice'],
    [['a', 'b'], 3, 'INVALID_BODY', '2 nodes are chosen for a cluster of 3'],
    [['x'], 1, 'UNKNOWN_NODE', 'The grid has no node x'],
    [['c'], 1, 'TOO_FEW_NODES', 'Bern CH: the node is down'],
    [['d'], 1, 'TOO_FEW_NODES', 'Oslo NO: too little is free for a VM of size 1'],
  ])('%j for %i: %s', (nodeIds, count, code, words) => {
    expect(failure(() => pick(nodeIds, count))).toMatchObject({
      code,
      message: expect.stringContaining(words),
    })
  })
})
