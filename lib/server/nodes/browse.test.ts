import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodesQuerySchema } from '@/lib/schemas/nodes'
import { makePerson } from '@/lib/server/auth/testing/people'
import type { Actor } from '@/lib/server/auth/actor'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { testNodeId } from '@/lib/server/grids/testing/fake-explorer'
import { findNodes, listNodeRows } from './browse'
import { getFarm, listFarmPages } from './farms'
import { getNodeHistory } from './history'
import { listNodes } from './nodes'
import { recordSamples } from './samples'
import { cachedGrid, cacheNode } from './testing/cached-grid'

let database: TempDatabase
let actor: Actor & { userId: string }
let gridId: string
let networkId: string
beforeAll(async () => {
  database = await withTempDatabase()
  actor = await makePerson('viewer', 'Vera')
  gridId = await cachedGrid()
  await database.db.gridFarm.create({
    data: { gridId, farmId: 1, name: 'North', raw: '{}', fetchedAt: new Date() },
  })
  await cacheNode(gridId, 0)
  await cacheNode(gridId, 1, { ifaces: null, farm_id: 2 })
  await cacheNode(gridId, 2, { reportedAt: new Date(Date.now() - 3_600_000) })
  networkId = await ourNetwork()
  const now = Date.now()
  await recordSamples(gridId, now - 60_000)
  await recordSamples(gridId, now)
})
afterAll(() => database.close())

/** A network with a live reservation on the first node. */
async function ourNetwork(): Promise<string> {
  const { db } = database
  const identity = await db.identity.create({
    data: { name: 'mine', publicId: 'P', sealedSeed: 'x', ownerId: actor.userId },
  })
  const resource = { nodeId: testNodeId(0), subnet: '10.1.2.0/24', listenPort: 3100 }
  const design = {
    name: 'harbor',
    range: '10.1.0.0/16',
    mode: 'safe',
    resources: [resource],
    devices: [],
    routers: [],
  }
  const network = await db.network.create({
    data: { gridId, name: 'harbor', design: JSON.stringify(design) },
  })
  await db.reservation.create({
    data: {
      gridId,
      networkId: network.id,
      identityId: identity.id,
      nodeId: testNodeId(0),
      type: 'network',
      workloadName: 'harbor',
      stepToken: randomUUID(),
      body: '{}',
      signature: '',
      state: 'deployed',
      endsAt: new Date(Date.now() + 3_600_000),
    },
  })
  return network.id
}

const ids = async (query: Record<string, string>) => {
  const { nodes, total } = await findNodes(actor, nodesQuerySchema.parse(query))
  return [nodes.map(({ nodeId }) => [0, 1, 2].findIndex((n) => testNodeId(n) === nodeId)), total]
}

describe('the list of the node browser', () => {
  it('knows networks, reservations and reliability of each node', async () => {
    const { rows, networks } = await listNodeRows(actor)
    expect(networks).toEqual([{ id: networkId, name: 'harbor' }])
    const row = rows.find(({ nodeId }) => nodeId === testNodeId(0))
    expect(row).toMatchObject({ grid: 'devnet', farm: 'North', networks: [networkId] })
    expect(row).toMatchObject({ reservations: 1, reliability: 1, watched: 60_000 })
    expect(rows.find(({ nodeId }) => nodeId === testNodeId(2))?.reliability).toBe(0)
  })

  it.each<[Record<string, string>, number[], number]>([
    [{}, [0, 2, 1], 3],
    [{ status: 'up' }, [0, 1], 2],
    [{ freshness: 'up' }, [0, 1], 2],
    [{ freshness: 'up', status: 'down' }, [2], 1],
    [{ minCru: '1000000' }, [], 0],
    [{ network: 'harbor' }, [0], 1],
    [{ network: 'none', status: 'up' }, [1], 1],
    [{ ours: 'yes' }, [0], 1],
    [{ farm: 'north' }, [0, 2], 2],
    [{ farm: '2' }, [1], 1],
    [{ reliability: '99' }, [0, 1], 2],
    [{ sort: 'seen', limit: '1' }, [2], 3],
    [{ sort: 'endpoint', offset: '2' }, [1], 3],
  ])('%j', async (query, expected, total) => {
    expect(await ids(query)).toEqual([expected, total])
  })

  it.each([{ status: 'dead' }, { limit: '0' }, { cpu: '-1' }, { price: '1' }, { sort: 'price' }])(
    'refuses %j',
    (query) => expect(nodesQuerySchema.safeParse(query).success).toBe(false),
  )

  it('sees at once what a refresh wrote, and forgets what it removed', async () => {
    await cacheNode(gridId, 2, { os_version: 'v9', reportedAt: new Date() })
    expect((await listNodes()).map((node) => node.osVersion)).toContain('v9')
    await cacheNode(gridId, 3)
    expect(await listNodes({ gridId })).toHaveLength(4)
    await database.db.gridNode.deleteMany({ where: { nodeId: testNodeId(3) } })
    expect(await listNodes({ gridId })).toHaveLength(3)
  })
})

describe('a node’s past', () => {
  it('has figures, bars, changes and what is ours', async () => {
    const history = await getNodeHistory(actor, gridId, testNodeId(0))
    expect(history.reliability).toMatchObject({ up: 1, knownFor: 60_000, outages: 0 })
    expect(history.heartbeats).toHaveLength(48)
    expect(history.heartbeats.at(-1)?.worst).toBe('up')
    expect(history.heartbeats[0]?.worst).toBeNull()
    expect(history.changes).toMatchObject([{ freshness: 'up' }])
    expect(history.networks).toEqual([{ id: networkId, name: 'harbor' }])
    expect(history.reservations).toHaveLength(1)
  })

  it('is refused for a node nobody knows', async () => {
    await expect(getNodeHistory(actor, gridId, 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('farms', () => {
  it('are those listed and those only their nodes name', async () => {
    const names = (await listFarmPages(actor)).map(({ farm }) => farm.name)
    expect(names).toEqual(['Farm 2', 'North'])
  })

  it('add up their nodes', async () => {
    const { farm, rows } = await getFarm(actor, gridId, '1')
    expect(rows).toHaveLength(2)
    expect(farm).toMatchObject({
      name: 'North',
      gridName: 'devnet',
      nodes: 2,
      cpu: { total: 16, used: 4, free: 12 },
      endpoints: { dual: 2, hidden: 0 },
      places: [{ name: 'Ghent, Belgium', nodes: 2 }],
      reliability: { up: 0.5, knownFor: 60_000 },
    })
    expect(farm.reservations).toHaveLength(1)
  })

  it('are refused when nobody has them', async () => {
    await expect(getFarm(actor, gridId, '77')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
