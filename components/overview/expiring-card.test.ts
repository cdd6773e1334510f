import { expect, it } from 'vitest'
import type { NetworkSummary } from '@/lib/schemas/views'
import { endingSoon } from './expiring-card'

const network = (id: string, endsAt: string | null): NetworkSummary => ({
  id,
  name: id,
  range: '10.42.0.0/16',
  gridId: 'g',
  gridName: 'devnet',
  resources: 3,
  devices: 1,
  state: 'running',
  staged: 0,
  endsAt,
  updatedAt: '2026-11-22T00:00:00.000Z',
})

it('lists what ends within a week, soonest first, and nothing that has ended', () => {
  const now = Date.parse('2026-11-22T00:00:00.000Z')
  const found = endingSoon(
    [
      network('later', '2026-11-25T00:00:00.000Z'),
      network('soon', '2026-11-22T12:00:00.000Z'),
      network('gone', '2026-11-21T00:00:00.000Z'),
      network('far', '2026-12-22T00:00:00.000Z'),
      network('draft', null),
    ],
    now,
  )
  expect(found.map((ending) => ending.network.id)).toEqual(['soon', 'later'])
})
