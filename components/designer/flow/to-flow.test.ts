import { describe, expect, test } from 'vitest'
import { validateDesign } from '@/lib/network/validate'
import type { NetworkDesign } from '@/lib/network/model'
import { planOrNull, toPicture } from '../model/picture'
import { keepPlaced } from '../model/place'
import { stagedOf } from '../model/staged'
import { DESIGN, FACTS } from '../testing/fixture'
import { MESH_LIMIT, toFlow } from './to-flow'

function draw(design: NetworkDesign, selected: string | null = null, facts = FACTS) {
  const deployed = { ghent: { reservationId: 'r', state: 'deployed' as const } }
  const picture = toPicture(
    {
      design,
      facts,
      nodes: new Map(),
      publicKeys: {},
      deployed,
      staged: stagedOf(design, deployed, null),
      problems: validateDesign(design, facts),
    },
    planOrNull(design, facts, {}),
  )
  const positions = keepPlaced(design, {})
  return { picture, positions, flow: toFlow({ picture, positions, selected }) }
}
const pairs = (edges: readonly { source: string; target: string }[]) =>
  edges.map(({ source, target }) => `${source} ${target}`).sort()

describe('the canvas', () => {
  test('draws a card per resource and a pill per device, sized before React Flow measures', () => {
    const { flow } = draw(DESIGN)
    expect(flow.nodes.map(({ id, type, width, height }) => [id, type, width, height])).toEqual([
      ['node:ghent', 'resource', 224, 96],
      ['node:vienna', 'resource', 224, 96],
      ['node:lochristi', 'resource', 224, 96],
      ['node:zurich', 'resource', 224, 96],
      ['device:laptop', 'device', 176, 56],
    ])
    expect(flow.nodes.every((node) => node.handles?.length === 4)).toBe(true)
  })

  test('draws the tunnels the planner made and no others', () => {
    expect(pairs(draw(DESIGN).flow.edges)).toEqual([
      'device:laptop node:ghent',
      'node:ghent node:lochristi',
      'node:ghent node:vienna',
      'node:ghent node:zurich',
      'node:vienna node:lochristi',
    ])
  })

  test('draws dotted ways through a router for the selected card only', () => {
    const via = (selected: string | null) =>
      draw(DESIGN, selected).flow.edges.filter(({ data }) => data?.view.kind === 'via')
    expect(via(null)).toEqual([])
    expect(pairs(via('node:zurich'))).toEqual([
      'node:lochristi node:zurich',
      'node:vienna node:zurich',
    ])
    expect(via('node:zurich').map(({ data }) => data?.view.via)).toEqual(['Ghent BE', 'Ghent BE'])
  })

  test('puts arrowheads where an end can be dialled', () => {
    const heads = Object.fromEntries(
      draw(DESIGN).flow.edges.map(({ id, data }) => [
        id,
        [data?.view.canDialFrom, data?.view.canDialTo],
      ]),
    )
    expect(heads['node:ghent node:vienna']).toEqual([true, true])
    expect(heads['node:ghent node:lochristi']).toEqual([true, false])
    expect(heads['device:laptop node:ghent']).toEqual([false, true])
  })

  test('what does not run yet is staged, and so are its lines', () => {
    const { picture, flow } = draw(DESIGN)
    expect(picture.resources.map(({ isStaged }) => isStaged)).toEqual([false, true, true, true])
    const live = flow.edges.filter(({ data }) => data?.view.isStaged === false)
    expect(pairs(live)).toEqual(['device:laptop node:ghent'])
  })

  test('a design the planner refuses still shows its cards', () => {
    const [first, ...rest] = DESIGN.resources
    const broken = {
      ...DESIGN,
      resources: [{ ...first!, subnet: '10.40.2.0/24' }, ...rest],
    }
    const { flow } = draw(broken)
    expect(flow.nodes).toHaveLength(5)
    expect(flow.edges).toEqual([])
  })

  test('a large mesh shows the tunnels of the selected card only', () => {
    const many = Array.from({ length: MESH_LIMIT + 1 }, (_, index) => `n${index}`)
    const facts = new Map(many.map((nodeId) => [nodeId, { ...FACTS.get('ghent')!, nodeId }]))
    const resources = many.map((nodeId, index) => ({
      ...DESIGN.resources[0]!,
      nodeId,
      subnet: `10.40.${index + 1}.0/24`,
    }))
    const design = { ...DESIGN, resources, devices: [] }
    expect(draw(design, null, facts).flow.edges).toHaveLength(0)
    expect(draw(design, 'node:n0', facts).flow.edges).toHaveLength(MESH_LIMIT)
  })
})

describe('while a card is dragged', () => {
  const { picture, positions, flow } = draw(DESIGN)
  const moved = toFlow({
    picture,
    positions: { ...positions, 'device:laptop': { x: 2000, y: 2000 } },
    selected: null,
  })

  test('only that card is a new object', () => {
    const fresh = moved.nodes.filter((node, index) => node !== flow.nodes[index])
    expect(fresh.map(({ id }) => id)).toEqual(['device:laptop'])
  })

  test('lines that did not move stay the same objects', () => {
    const kept = moved.edges.filter((edge) => flow.edges.includes(edge)).map(({ id }) => id)
    expect(kept).toContain('node:vienna node:lochristi')
    expect(kept).not.toContain('device:laptop node:ghent')
  })
})
