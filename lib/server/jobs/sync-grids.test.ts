import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { explorerEvents } from '@/lib/explorer/events'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { FakeExplorer, testNode, testNodeId } from '@/lib/server/grids/testing/fake-explorer'
import { runGridSync } from './sync-grids'

let database: TempDatabase
let explorer: FakeExplorer
let stop: AbortController
let ended: Promise<void>
/** Moved forward by tests; the loop asks it what is due. */
let ahead = 0
const deps = { now: () => Date.now() + ahead, random: () => 0.5 }

beforeEach(async () => {
  ahead = 0
  explorer = await new FakeExplorer().start()
  vi.stubEnv('PORT', String(explorer.listenPort))
  database = await withTempDatabase()
  stop = new AbortController()
  explorer.state.nodes = [testNode(0)]
})
afterEach(async () => {
  stop.abort()
  await ended
  await explorer.stop()
  await database.close()
  vi.unstubAllEnvs()
})
const start = () => (ended = runGridSync(stop.signal, deps))
const grid = () => database.db.grid.findFirstOrThrow()
const eventually = (check: () => Promise<void>) =>
  vi.waitFor(check, { timeout: 8_000, interval: 50 })

describe('runGridSync', () => {
  it('makes the embedded grid and reads it', async () => {
    start()
    await eventually(async () => expect(await grid()).toMatchObject({ state: 'up' }))
    expect(await database.db.gridNode.count()).toBe(1)
  })

  it('shows what a node of the embedded explorer reports within two seconds', async () => {
    start()
    await eventually(async () => expect(await grid()).toMatchObject({ state: 'up' }))
    explorer.state.nodes = [testNode(0, { os_version: 'reported' })]
    const reported = Date.now()
    for (let burst = 0; burst < 5; burst += 1)
      explorerEvents.emit('node', { nodeId: testNodeId(0) })
    await eventually(async () => {
      const row = await database.db.gridNode.findFirstOrThrow()
      expect(row.raw).toContain('reported')
    })
    expect(Date.now() - reported).toBeLessThan(2_000)
    const reads = explorer.state.requests.filter((path) => path === `/nodes/${testNodeId(0)}`)
    expect(reads).toHaveLength(1)
  })

  it('says nothing of an embedded explorer that is not listening yet', async () => {
    await explorer.stop()
    start()
    await new Promise((resolve) => setTimeout(resolve, 1_300))
    expect(await grid()).toMatchObject({ state: 'unknown', failures: 0 })
    await explorer.start()
    await eventually(async () => expect(await grid()).toMatchObject({ state: 'up' }))
    expect(await database.db.event.count({ where: { toState: 'down' } })).toBe(0)
  })

  it('notices that an explorer went, leaves it alone for a while, and notices its return', async () => {
    start()
    await eventually(async () => expect(await grid()).toMatchObject({ state: 'up' }))
    explorer.state.trouble = 'hang up'
    ahead = 60_000
    await eventually(async () => expect(await grid()).toMatchObject({ state: 'down' }))
    await database.db.grid.updateMany({
      data: { nextCheckAt: new Date(deps.now() + 3_600_000) },
    })
    explorer.state.requests.length = 0
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    expect(explorer.state.requests).toEqual([])
    expect(await database.db.gridNode.count()).toBe(1)
    explorer.state.trouble = null
    await database.db.grid.updateMany({ data: { nextCheckAt: new Date(deps.now()) } })
    await eventually(async () => expect(await grid()).toMatchObject({ state: 'up' }))
  })

  it('goes on when one grid cannot be read', async () => {
    await database.db.grid.create({
      data: { name: 'bad', kind: 'explorer', url: 'http://169.254.1.1' },
    })
    start()
    await eventually(async () => {
      const grids = await database.db.grid.findMany({ orderBy: { kind: 'asc' } })
      expect(grids.map(({ state }) => state)).toEqual(['up', 'down'])
    })
  })
})
