import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reservationBody, send, testIdentity } from '@/lib/explorer/testing/signed-client'
import { serveExplorer, type ServedExplorer } from '@/lib/explorer/testing/serve-explorer'
import { closeDb } from '@/lib/server/db/client'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'

const node = testIdentity(1)
const user = testIdentity(3)

let database: TempDatabase
let explorer: ServedExplorer
let base: string
beforeEach(async () => {
  database = await withTempDatabase()
  explorer = await serveExplorer({ compat: true })
  base = explorer.baseUrl
  await postNode(node.id)
})
afterEach(async () => {
  await explorer.close()
  await database.close()
})

const postNode = (nodeId: string) =>
  send(base, {
    method: 'POST',
    path: '/nodes',
    body: JSON.stringify({ node_id: nodeId, farm_id: 1 }),
  })
const reserve = (index: number) =>
  send(base, {
    method: 'POST',
    path: `/reservations/${node.id}`,
    body: reservationBody(user, node.id, { data: `{"size":${index + 1},"type":"SSD"}` }),
  })
const get = (path: string) => send(base, { method: 'GET', path })

describe('writes at the same time', () => {
  it('number reservations from 0 without gaps', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => reserve(index)))
    const numbers = answers
      .map((answer) => /^\/reservations\/(\d+)-1$/.exec(answer.headers['location'] ?? '')?.[1])
      .map(Number)
      .sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index))
  })

  it('give one farm of each name its own number', async () => {
    const post = (name: string) =>
      send(base, { method: 'POST', path: '/farms', body: JSON.stringify({ name }) })
    const names = ['a', 'b', 'c', 'a', 'b', 'c', 'd', 'a']
    const answers = await Promise.all(names.map(post))
    expect(answers.map((answer) => answer.status)).toEqual(names.map(() => 201))
    const farms = JSON.parse((await get('/farms')).body) as { id: number; name: string }[]
    expect(farms.map((farm) => farm.id)).toEqual([1, 2, 3, 4])
    expect(new Set(farms.map((farm) => farm.name))).toEqual(new Set(['a', 'b', 'c', 'd']))
  })

  it('register each node once', async () => {
    const nodeIds = [5, 6, 7, 5, 6, 7].map((byte) => testIdentity(byte).id)
    const answers = await Promise.all(nodeIds.map(postNode))
    expect(answers.map((answer) => answer.status)).toEqual(nodeIds.map(() => 201))
    expect(JSON.parse((await get('/nodes')).body)).toHaveLength(4)
  })

  it('of one node all hold', async () => {
    const post = (report: string, body: string) =>
      send(base, { method: 'POST', path: `/nodes/${node.id}/${report}`, body })
    await Promise.all([
      post('uptime', '{"uptime":77}'),
      post('ports', '{"ports":[4000]}'),
      post('capacity', '{"capacity":{"cru":8}}'),
      post('interfaces', '[{"name":"zos","addrs":["192.0.2.1/24"],"gateway":[]}]'),
      post('configure_public', '{"master":"eth0","ipv4":"198.51.100.1/24"}'),
    ])
    expect(JSON.parse((await get(`/nodes/${node.id}`)).body)).toMatchObject({
      uptime: 77,
      wg_ports: [4000],
      total_resources: { cru: 8 },
      ifaces: [{ name: 'zos' }],
      public_config: { master: 'eth0', version: 0 },
    })
  })
})

describe('a restart', () => {
  it('keeps farms, nodes, reservations, results, marks and the explorer’s id', async () => {
    await send(base, { method: 'POST', path: '/farms', body: '{"name":"one"}' })
    await reserve(0)
    await reserve(1)
    await send(base, { method: 'DELETE', path: '/reservations/0-1' })
    const paths = ['/farms', '/nodes', '/reservations/0-1', '/reservations/1-1', '/info']
    const before = await Promise.all(paths.map(get))

    await explorer.close()
    await closeDb()
    explorer = await serveExplorer({ compat: true })
    base = explorer.baseUrl

    const after = await Promise.all(paths.map(get))
    expect(after.map((answer) => answer.body)).toEqual(before.map((answer) => answer.body))
    expect((await reserve(2)).headers['location']).toBe('/reservations/2-1')
  })
})
