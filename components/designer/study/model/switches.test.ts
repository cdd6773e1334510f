import { expect, test } from 'vitest'
import { DESIGN, FACTS } from '../../testing/fixture'
import { namesOf } from '../../model/picture'
import { conditionsOf, offSentence, offWords, switchGroups } from './switches'

const groups = switchGroups(DESIGN, FACTS, namesOf(DESIGN, FACTS))

test('every node, address and device has a switch; a hidden node only itself, with the reason', () => {
  expect(groups.map(({ title, parts, note }) => [title, parts.length, note !== null])).toEqual([
    ['Ghent BE', 2, false],
    ['Vienna AT', 1, false],
    ['Lochristi BE', 0, true],
    ['Zürich CH', 1, false],
    ['ada-laptop', 0, false],
  ])
})

test('a node forced hidden has no addresses to switch', () => {
  const forced = {
    ...DESIGN,
    resources: DESIGN.resources.map((r) => ({ ...r, forceHidden: true })),
  }
  expect(switchGroups(forced, FACTS, (id) => id).flatMap(({ parts }) => parts)).toEqual([])
})

test('what is off becomes conditions in list order; keys of what is gone mean nothing', () => {
  const off = ['device:laptop', 'endpoint:ghent:2001:db8::7', 'node:gone']
  expect(conditionsOf(groups, off)).toEqual([
    { kind: 'endpoint', nodeId: 'ghent', address: '2001:db8::7' },
    { kind: 'device', index: 0 },
  ])
  expect(offSentence(groups, off)).toBe('Ghent BE IPv6, ada-laptop')
  expect([...offWords(groups, off)]).toEqual([
    ['node:ghent', 'IPv6 off'],
    ['device:laptop', 'off'],
  ])
})
