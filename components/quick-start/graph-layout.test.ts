import { expect, test } from 'vitest'
import type { QuickStartPlanView } from '@/lib/schemas/quick-start'
import { CARD_WIDTH, GRAPH_WIDTH, graphLayout } from './graph-layout'

type Plan = Parameters<typeof graphLayout>[0]
const machine = (index: number): QuickStartPlanView['machines'][number] => ({
  nodeId: `n${index}`,
  label: `Town ${index}`,
  farmName: 'Farm',
  role: index === 0 ? 'master' : 'worker',
  ip: `10.40.${index + 2}.2`,
  subnet: `10.40.${index + 2}.0/24`,
  simulated: false,
})
const planOf = (count: number, own = false): Plan => ({
  machines: Array.from({ length: count }, (_, index) => machine(index)),
  access: own
    ? { nodeId: 'gate', label: 'Gate', subnet: '10.40.1.0/24', simulated: false, own }
    : { nodeId: 'n0', label: 'Town 0', subnet: '10.40.2.0/24', simulated: false, own },
  device: { name: 'laptop', subnet: '10.40.245.0/24', address: '100.64.40.245/32' },
  deviceId: 'laptop',
  tunnels: [
    { from: 'node:n0', to: 'node:n1', dialFrom: true, dialTo: true },
    { from: 'node:n1', to: 'node:n4', dialFrom: true, dialTo: false },
    { from: 'device:laptop', to: own ? 'node:gate' : 'node:n0', dialFrom: false, dialTo: true },
    { from: 'node:n0', to: 'node:n9', dialFrom: true, dialTo: true },
  ],
})

test.each([
  [1, false],
  [2, false],
  [3, true],
  [5, false],
  [5, true],
])('%i machines, own access point %s: nothing overlaps or leaves the picture', (count, own) => {
  const { cards, height, more } = graphLayout(planOf(count, own))
  expect(cards).toHaveLength(count + 1 + (own ? 1 : 0))
  expect(more).toBe(0)
  for (const [index, card] of cards.entries()) {
    expect(card.x >= 0 && card.x + CARD_WIDTH <= GRAPH_WIDTH).toBe(true)
    expect(card.y >= 0 && card.y + card.height <= height).toBe(true)
    for (const other of cards.slice(index + 1)) {
      const isApart =
        other.x !== card.x || other.y >= card.y + card.height || card.y >= other.y + other.height
      expect(isApart, `${card.id} and ${other.id}`).toBe(true)
    }
  }
})

test('many workers are counted instead of drawn, and lines lead to drawn cards only', () => {
  const { cards, edges, more } = graphLayout(planOf(9))
  expect([cards.length, more]).toEqual([6, 4])
  expect(edges.map(({ id }) => id)).toEqual([
    'node:n0 node:n1',
    'node:n1 node:n4',
    'device:laptop node:n0',
  ])
  expect(edges[1]).toMatchObject({ dialFrom: true, dialTo: false })
})

test('the access point is marked where devices dial', () => {
  const marked = (own: boolean) =>
    graphLayout(planOf(2, own))
      .cards.filter(({ isAccess }) => isAccess)
      .map(({ id }) => id)
  expect([marked(false), marked(true)]).toEqual([['node:n0'], ['node:gate']])
})
