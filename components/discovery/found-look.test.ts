import { expect, it, test } from 'vitest'
import type { FoundView } from '@/lib/schemas/discovery'
import { foundIdentities, scanShare, scanWords, whyNotAdopt } from './found-look'

const found = (change: Partial<FoundView>): FoundView => ({
  id: '1',
  gridId: 'g',
  gridName: 'grid',
  gridReservationId: '1-1',
  identityId: 'i',
  identityName: 'main',
  mayAdopt: true,
  nodeId: 'n',
  nodeLabel: 'Ghent BE',
  simulated: false,
  type: 'volume',
  workloadName: '5 GiB SSD',
  state: 'running',
  message: '',
  facts: [],
  endsAt: '2026-12-01T00:00:00.000Z',
  foundAt: '2026-11-01T00:00:00.000Z',
  ...change,
})

test.each([
  [
    { phase: 'numbers', done: 18, left: 102, found: 3 },
    'Reading reservations: 18 answers, about 102 to go, 3 found',
    0.15,
  ],
  [
    { phase: 'lists', done: 0, left: 0, found: 0 },
    'Reading the lists of nodes: 0 answers, 0 found',
    0,
  ],
] as const)('%o', (running, words, share) => {
  expect([scanWords(running), scanShare(running)]).toEqual([words, share])
})

it('lists each identity once', () => {
  expect(
    foundIdentities([
      found({}),
      found({ id: '2' }),
      found({ identityId: 'j', identityName: 'two' }),
    ]),
  ).toEqual([
    { value: 'i', label: 'main' },
    { value: 'j', label: 'two' },
  ])
})

test.each<[Partial<FoundView>, string | null]>([
  [{}, null],
  [{ state: 'failed' }, null],
  [{ state: 'ended' }, 'It has ended.'],
  [{ mayAdopt: false }, 'Only who may sign with main can adopt it.'],
])('%o: %s', (change, expected) => {
  expect(whyNotAdopt(found(change))).toBe(expected)
})
