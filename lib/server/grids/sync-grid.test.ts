import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { listFarms } from '@/lib/server/nodes/farms'
import { getNode, listNodes, nodeFacts } from '@/lib/server/nodes/nodes'
import { checkGrid } from './check-grid'
import { FakeExplorer, testNode, testNodeId } from './testing/fake-explorer'
import { syncGrid, syncNodes } from './sync-grid'

let database: TempDatabase
let explorer: FakeExplorer
let gridId: string
let now = Date.now()
const deps = { now: () => now, random: () => 0.5 }

beforeEach(async () => {
  vi.stubEnv('PORT', '3999')
  now = Date.now()
  database = await withTempDatabase()
  explorer = await new FakeExplorer().start()
  const grid = await database.db.grid.create({
    data: { name: 'devnet', kind: 'explorer', url: explorer.url },
  })
  gridId = grid.id
})
afterEach(async () => {
  await explorer.stop()
  await database.close()
  vi.unstubAllEnvs()
})
const sync = () => syncGrid(gridId, deps)
const gridEvents = () =>
  database.db.event.findMany({ where: { kind: 'grid' }, orderBy: { id: 'asc' } })

describe('syncGrid', () => {
  it('fills the cache and shows it as nodes, farms and facts', async () => {
    explorer.state.nodes = [testNode(0), testNode(1, { farm_id: 9, ifaces: null })]
    expect(await sync()).toMatchObject({ state: 'up', error: null, failures: 0 })
    const nodes = await listNodes({ gridId })
    expect(nodes).toHaveLength(2)
    expect(await getNode(gridId, testNodeId(0))).toMatchObject({
      farmName: 'North',
      city: 'Ghent',
      freshness: 'up',
      engine: null,
      free: { cru: 6, mru: 12, sru: 412 },
      endpointClass: 'dual',
      endpoints: ['203.0.113.7', '2001:db8::7'],
      takenPorts: [3000],
    })
    expect(await getNode(gridId, testNodeId(1))).toMatchObject({
      farmName: 'Farm 9',
      endpointClass: 'hidden',
    })
    expect(await listFarms()).toEqual([{ gridId, farmId: 1, name: 'North', nodes: 1, nodesUp: 1 }])
    const facts = await nodeFacts(gridId, [testNodeId(0), testNodeId(7)])
    expect([...facts.values()]).toEqual([
      {
        nodeId: testNodeId(0),
        endpoints: ['203.0.113.7', '2001:db8::7'],
        takenPorts: [3000],
        freshness: 'up',
        full: false,
        label: 'Ghent BE',
      },
    ])
  })

  it('refuses a node that is not there', async () => {
    await expect(getNode(gridId, testNodeId(3))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('writes only what changed and removes what is gone', async () => {
    explorer.state.nodes = [testNode(0), testNode(1), testNode(2)]
    await sync()
    const first = now
    now += 60_000
    explorer.state.nodes = [explorer.state.nodes[0]!, testNode(1, { os_version: 'v2' })]
    explorer.state.farms = [{ id: 2, name: 'South' }]
    await sync()
    const rows = await database.db.gridNode.findMany({ orderBy: { fetchedAt: 'asc' } })
    expect(rows.map(({ nodeId, fetchedAt }) => [nodeId, fetchedAt.getTime()])).toEqual([
      [testNodeId(0), first],
      [testNodeId(1), now],
    ])
    expect((await listFarms()).map(({ name }) => name)).toEqual(['South'])
  })

  it('keeps the stale cache while the explorer is down, and its nodes grow old', async () => {
    explorer.state.nodes = [testNode(0)]
    await sync()
    await explorer.stop()
    expect(await sync()).toMatchObject({
      state: 'down',
      failures: 1,
      error: expect.stringContaining('“devnet”') as string,
    })
    expect(await listNodes()).toHaveLength(1)
    vi.useFakeTimers({ now: Date.now() + 15 * 60_000, toFake: ['Date'] })
    expect((await listNodes())[0]?.freshness).toBe('late')
    vi.useFakeTimers({ now: Date.now() + 30 * 60_000, toFake: ['Date'] })
    expect((await listNodes())[0]?.freshness).toBe('down')
    vi.useRealTimers()
  })

  it('waits longer after each failure, and comes back at once when the explorer does', async () => {
    await explorer.stop()
    const waits: number[] = []
    for (let round = 0; round < 4; round += 1) {
      const grid = await sync()
      waits.push((grid.nextCheckAt?.getTime() ?? 0) - now)
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000])
    await explorer.start()
    explorer.state.nodes = [testNode(0)]
    const grid = await sync()
    expect(grid).toMatchObject({ state: 'up', failures: 0, error: null })
    expect((grid.nextCheckAt?.getTime() ?? 0) - now).toBe(30_000)
    expect(await listNodes()).toHaveLength(1)
  })

  it('records an event when the state changes, and only then', async () => {
    await sync()
    await sync()
    explorer.state.trouble = 'hang up'
    await sync()
    await sync()
    explorer.state.trouble = null
    await sync()
    expect((await gridEvents()).map(({ fromState, toState }) => [fromState, toState])).toEqual([
      ['unknown', 'up'],
      ['up', 'down'],
      ['down', 'up'],
    ])
  })

  it.each([
    ['500', { status: 500, body: 'boom' }, 'error 500'],
    ['HTML', { status: 200, body: '<html></html>' }, 'Check its address'],
    ['truncated JSON', { status: 200, body: '[{"id":' }, 'Check its address'],
    ['nothing', { status: 200, body: '' }, 'Check its address'],
    ['400', { status: 400, body: '{"Error":"no"}' }, 'no'],
    ['404 for everything', { status: 404, body: '404 page not found' }, '404'],
  ])('is down, with a clear sentence, when the explorer answers %s', async (_n, trouble, words) => {
    explorer.state.nodes = [testNode(0)]
    await sync()
    explorer.state.trouble = trouble
    const grid = await sync()
    expect(grid.state).toBe('down')
    expect(grid.error).toContain('The grid “devnet”')
    expect(grid.error).toContain(words)
    expect(await listNodes()).toHaveLength(1)
  })

  it('stays up and says so when some nodes cannot be read', async () => {
    explorer.state.nodes = [testNode(0), { node_id: '' }]
    expect(await sync()).toMatchObject({
      state: 'up',
      error: '1 of the 2 nodes it lists cannot be read and are left out.',
    })
  })
})

describe('additions', () => {
  beforeEach(() => {
    explorer.state.info = { id: 'one', version: '1', additions: ['status', 'deleted'] }
  })
  const status = (engine: string) => ({
    used_resources: { cru: 5, mru: 5, hru: 0, sru: 0 },
    engine,
    version: '1',
    location: {},
    workloads: [],
    peers: [],
  })

  it('knows the engine of nodes that report one, and judges their freshness by it', async () => {
    explorer.state.nodes = [testNode(0), testNode(1)]
    explorer.state.statuses.set(testNodeId(0), status('simulated'))
    await sync()
    expect(await getNode(gridId, testNodeId(0))).toMatchObject({
      engine: 'simulated',
      used: { cru: 5 },
      free: { cru: 3 },
    })
    expect(await getNode(gridId, testNodeId(1))).toMatchObject({ engine: null, used: { cru: 2 } })
    vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ['Date'] })
    const states = (await listNodes()).map(({ engine, freshness }) => [engine, freshness])
    vi.useRealTimers()
    expect(new Map(states as [string | null, string][])).toEqual(
      new Map([
        ['simulated', 'down'],
        [null, 'up'],
      ]),
    )
  })

  it('reads a status again only when the node changed', async () => {
    explorer.state.nodes = [testNode(0), testNode(1)]
    explorer.state.statuses.set(testNodeId(0), status('simulated'))
    await sync()
    explorer.state.requests.length = 0
    await sync()
    expect(explorer.state.requests.filter((path) => path.endsWith('/status'))).toEqual([])
    explorer.state.nodes[0] = testNode(0, { uptime: 61 })
    await sync()
    expect(explorer.state.requests.filter((path) => path.endsWith('/status'))).toEqual([
      `/nodes/${testNodeId(0)}/status`,
    ])
    expect((await getNode(gridId, testNodeId(0))).engine).toBe('simulated')
  })

  it('refreshes single nodes without reading the list', async () => {
    explorer.state.nodes = [testNode(0), testNode(1)]
    await sync()
    explorer.state.requests.length = 0
    explorer.state.nodes[0] = testNode(0, { os_version: 'v3' })
    explorer.state.statuses.set(testNodeId(0), status('simulated'))
    await syncNodes(gridId, [testNodeId(0)])
    expect(explorer.state.requests).not.toContain('/nodes')
    expect(await getNode(gridId, testNodeId(0))).toMatchObject({
      osVersion: 'v3',
      engine: 'simulated',
    })
    expect(await listNodes()).toHaveLength(2)
  })

  it('reads the whole grid when a reported node is of a farm not seen before', async () => {
    await sync()
    explorer.state.farms.push({ id: 5, name: 'East' })
    explorer.state.nodes = [testNode(4, { farm_id: 5 })]
    await syncNodes(gridId, [testNodeId(4)])
    expect(await getNode(gridId, testNodeId(4))).toMatchObject({ farmName: 'East' })
  })

  it('is down when the explorer has become another one, until somebody checks it', async () => {
    await sync()
    explorer.state.info = { id: 'two', version: '1', additions: [] }
    expect(await sync()).toMatchObject({ state: 'down', explorerId: 'one' })
    expect(await checkGrid(gridId, deps)).toMatchObject({ state: 'up', error: null })
    expect(await sync()).toMatchObject({ state: 'up', explorerId: 'two' })
  })

  it('is down when it gives the id of another grid: our signatures would be good there', async () => {
    await database.db.grid.create({
      data: { name: 'home', kind: 'embedded', url: 'http://127.0.0.1:1', explorerId: 'one' },
    })
    expect(await sync()).toMatchObject({
      state: 'down',
      error: expect.stringContaining('“home”') as string,
    })
    expect(await checkGrid(gridId, deps)).toMatchObject({ state: 'down' })
  })
})

describe('a grid of ten thousand nodes', () => {
  it('is read, kept, filtered and refreshed', async () => {
    const updated = Math.floor(Date.now() / 1000)
    explorer.state.nodes = Array.from({ length: 10_000 }, (_, index) =>
      testNode(index, { updated }),
    )
    await sync()
    expect(await database.db.gridNode.count()).toBe(10_000)
    explorer.state.nodes = explorer.state.nodes.map((node, index) =>
      index % 100 === 0 ? { ...node, uptime: 99 } : node,
    )
    explorer.state.nodes.length = 9_000
    now += 1_000
    await sync()
    expect(await database.db.gridNode.count({ where: { fetchedAt: new Date(now) } })).toBe(90)
    expect(await listNodes()).toHaveLength(9_000)
  }, 60_000)
})
