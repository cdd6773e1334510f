import { expect, test } from 'vitest'
import { DESIGN, FACTS } from '../testing/fixture'
import { planOrNull, toPicture } from './picture'
import { reachOf } from './reach'
import { stagedOf } from './staged'

const planned = planOrNull(DESIGN, FACTS, {})
const picture = toPicture(
  {
    design: DESIGN,
    facts: FACTS,
    nodes: new Map(),
    publicKeys: {},
    deployed: {},
    staged: stagedOf(DESIGN, {}, null),
    problems: [],
  },
  planned,
)
const reach = (id: string) =>
  reachOf({ id, design: DESIGN, planned, picture }).map(({ name, how }) => `${name}: ${how}`)

test.each([
  [
    'node:ghent',
    [
      'Vienna AT: tunnel, IPv4',
      'Lochristi BE: tunnel, dials in',
      'Zürich CH: tunnel, IPv6',
      'ada-laptop: dials in',
    ],
  ],
  [
    'node:zurich',
    [
      'Ghent BE: tunnel, IPv6',
      'Vienna AT: via Ghent BE',
      'Lochristi BE: via Ghent BE',
      'ada-laptop: on Ghent BE',
    ],
  ],
  [
    'device:laptop',
    [
      'Ghent BE: dials it',
      'Vienna AT: via Ghent BE',
      'Lochristi BE: via Ghent BE',
      'Zürich CH: via Ghent BE',
    ],
  ],
])('%s reaches everybody, tunnels first', (id, rows) => {
  expect(reach(id)).toEqual(rows)
})

test('a tunnel says what it carries and for whom', () => {
  const rows = reachOf({ id: 'node:zurich', design: DESIGN, planned, picture })
  const owners = rows[0]?.allowedIps.map(({ subnet, owner }) => [subnet, owner])
  expect(owners).toContainEqual(['10.40.1.0/24', null])
  expect(owners).toContainEqual(['10.40.3.0/24', 'for Lochristi BE'])
  expect(owners).toContainEqual(['10.40.245.0/24', 'ada-laptop'])
})
