import { expect, it, test } from 'vitest'
import type { ReservationState } from '@/lib/protocol/states'
import {
  filterReservations,
  parseReservationFilter,
  writeReservationFilter,
  type ReservationFilter,
  type ReservationRow,
} from './reservation-row'

const row = (
  id: string,
  state: ReservationState,
  patch: Partial<ReservationRow> = {},
): ReservationRow => ({
  id,
  gridReservationId: `${id}-1`,
  type: 'network',
  workloadName: 'kestrel',
  networkId: 'n1',
  networkName: 'kestrel',
  nodeId: 'node-a',
  nodeLabel: 'Ghent BE',
  simulated: true,
  state,
  error: null,
  endsAt: '2026-12-01T00:00:00.000Z',
  supersededBy: null,
  ...patch,
})

const ROWS = [
  row('1', 'deployed'),
  row('2', 'expiring', { nodeId: 'node-b' }),
  row('3', 'failed'),
  row('4', 'failed', { supersededBy: '1' }),
  row('5', 'deleted', { type: 'volume', networkId: null }),
  row('6', 'drifted'),
]
const NONE: ReservationFilter = { group: 'live', networkId: '', nodeId: '', type: '' }
const ids = (patch: Partial<ReservationFilter>) =>
  filterReservations(ROWS, { ...NONE, ...patch }).found.map((found) => found.id)

test.each<[Partial<ReservationFilter>, string[]]>([
  [{}, ['6', '2', '1']],
  [{ group: 'attention' }, ['6', '3']],
  [{ group: 'expiring' }, ['2']],
  [{ group: 'ended' }, ['5']],
  [{ group: 'all' }, ['6', '5', '4', '3', '2', '1']],
  [{ nodeId: 'node-b' }, ['2']],
  [{ group: 'all', type: 'volume' }, ['5']],
  [{ group: 'all', networkId: 'n1', nodeId: 'node-a' }, ['6', '4', '3', '1']],
])('%j shows %j', (patch, expected) => {
  expect(ids(patch)).toEqual(expected)
})

it('counts the groups under the other filters', () => {
  expect(filterReservations(ROWS, { ...NONE, nodeId: 'node-b' }).counts).toEqual({
    live: 1,
    attention: 0,
    expiring: 1,
    ended: 0,
    all: 1,
  })
})

it('keeps the filter in the address', () => {
  const filter: ReservationFilter = { group: 'ended', networkId: 'n 1', nodeId: 'a', type: 'zdb' }
  const address = writeReservationFilter(filter)
  expect(parseReservationFilter(new URL(address, 'http://x').searchParams)).toEqual(filter)
  expect(writeReservationFilter(NONE)).toBe('/reservations')
  expect(parseReservationFilter(new URLSearchParams('state=odd'))).toEqual(NONE)
})
