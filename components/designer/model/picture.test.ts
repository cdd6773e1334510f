import { expect, test } from 'vitest'
import { DESIGN, FACTS } from '../testing/fixture'
import { planOrNull, toPicture } from './picture'
import { stagedOf } from './staged'

const keys = Object.fromEntries([
  ...DESIGN.resources.map(({ nodeId }) => [`node:${nodeId}`, `key of ${nodeId}`]),
  ...DESIGN.devices.map(({ id }) => [`device:${id}`, `key of ${id}`]),
])

test('cards count the lines of the planned peers: tunnels between nodes, pairs through a router, and who routes', () => {
  const { resources, edges } = toPicture(
    {
      design: DESIGN,
      facts: FACTS,
      nodes: new Map(),
      publicKeys: keys,
      deployed: {},
      staged: stagedOf(DESIGN, {}, null),
      problems: [],
    },
    planOrNull(DESIGN, FACTS, keys),
  )
  // Ghent has both families and dials or is dialled by all. The IPv6-only Zürich meets the others through it.
  expect(
    resources.map(({ nodeId, tunnels, throughRouter, isRouter }) => [
      nodeId,
      tunnels,
      throughRouter,
      isRouter,
    ]),
  ).toEqual([
    ['ghent', 3, 0, true],
    ['vienna', 2, 1, false],
    ['lochristi', 2, 1, false],
    ['zurich', 1, 2, false],
  ])
  expect(edges.filter(({ kind }) => kind === 'device')).toHaveLength(1)
})
