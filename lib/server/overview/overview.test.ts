import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { overviewSchema } from '@/lib/schemas/views'
import type { Actor } from '@/lib/server/auth/actor'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { createGrid } from '@/lib/server/grids/grids'
import { FakeExplorer, testNode, testNodeId } from '@/lib/server/grids/testing/fake-explorer'
import { loadOverview } from './overview'

const OWNER: Actor = { kind: 'session', userId: 'u1', name: 'Ada', email: 'a@b.c', role: 'owner' }

let database: TempDatabase
let explorer: FakeExplorer
beforeEach(async () => {
  vi.stubEnv('PORT', '3999')
  database = await withTempDatabase()
  explorer = await new FakeExplorer().start()
})
afterEach(async () => {
  await explorer.stop()
  await database.close()
  vi.unstubAllEnvs()
})

async function reserve(gridId: string, nodeId: string, state: string, endsAt: Date) {
  const owner = { id: 'u1', name: 'Ada', email: 'a@b.c' }
  await database.db.user.upsert({ where: { id: 'u1' }, create: owner, update: {} })
  const identity = await database.db.identity.upsert({
    where: { publicId: 'p' },
    create: { name: 'me', publicId: 'p', sealedSeed: 's', ownerId: 'u1' },
    update: {},
  })
  await database.db.reservation.create({
    data: {
      gridId,
      identityId: identity.id,
      nodeId,
      type: 'network',
      workloadName: `net-${state}`,
      stepToken: `${nodeId}-${state}`,
      body: '{}',
      signature: 's',
      state,
      endsAt,
    },
  })
}

describe('loadOverview', () => {
  it('is empty, and valid, at the beginning', async () => {
    const overview = overviewSchema.parse(await loadOverview(OWNER))
    expect(overview).toMatchObject({
      nodes: { total: 0, up: 0, late: 0, down: 0 },
      farms: 0,
      liveReservations: 0,
      liveNodes: 0,
      networks: [],
      nextEnd: null,
      events: [],
    })
  })

  it('counts nodes by freshness, live reservations and their nodes, and finds the next end', async () => {
    const old = Math.floor(Date.now() / 1000) - 3_600
    explorer.state.nodes = [testNode(0), testNode(1, { updated: old })]
    const grid = await createGrid(OWNER, { name: 'devnet', url: explorer.url })
    const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000)
    await reserve(grid.id, testNodeId(0), 'deployed', inMinutes(90))
    await reserve(grid.id, testNodeId(0), 'submitted', inMinutes(60))
    await reserve(grid.id, testNodeId(1), 'signed', inMinutes(5))
    await reserve(grid.id, testNodeId(1), 'deleted', inMinutes(1))
    const overview = overviewSchema.parse(await loadOverview(OWNER))
    expect(overview).toMatchObject({
      nodes: { total: 2, up: 1, late: 0, down: 1 },
      farms: 1,
      liveReservations: 3,
      liveNodes: 2,
      nextEnd: { name: 'net-submitted', networkId: null },
    })
    expect(overview.grids.map(({ state }) => state)).toEqual(['up'])
    expect(overview.events.length).toBeGreaterThan(0)
  })
})
