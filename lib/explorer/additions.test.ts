import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { explorerEvents } from './events'
import { reservationBody, send, testIdentity } from './testing/signed-client'
import { serveExplorer, type ServedExplorer } from './testing/serve-explorer'

const node = testIdentity(1)
const NOW = 1_800_000_000_000

let database: TempDatabase
let explorer: ServedExplorer
const at = { now: NOW }
beforeEach(async () => {
  database = await withTempDatabase()
  explorer = await serveExplorer({ compat: true, now: () => at.now })
  await post('/nodes', {
    node_id: node.id,
    farm_id: 1,
    os_version: 'v1',
    location: { city: 'Ghent', latitude: 51.05 },
  })
})
afterEach(async () => {
  at.now = NOW
  await explorer.close()
  await database.close()
})

const post = (path: string, body: unknown) =>
  send(explorer.baseUrl, { method: 'POST', path, body: JSON.stringify(body) })
const get = (path: string, headers: Record<string, string> = {}) =>
  send(explorer.baseUrl, { method: 'GET', path, headers })

const STATUS = {
  used_resources: { cru: 2, mru: 4, hru: 0, sru: 50 },
  engine: 'simulated',
  version: '0.1.0',
  location: { city: 'Lomé', country: 'Togo', continent: 'Africa', latitude: 6.1, longitude: 1.2 },
  workloads: [{ id: '0-1', state: 'deployed' }],
  peers: [{ network: 'n', public_key: 'k', endpoint: '', handshake: 0, rx: 1, tx: 2 }],
}

describe('the status of a node', () => {
  it('replaces uptime and ports, and is shown as it was sent', async () => {
    at.now = NOW + 20_000
    const sent = { ...STATUS, uptime: 120, wg_ports: [2000, 2001] }
    expect((await post(`/nodes/${node.id}/status`, sent)).status).toBe(200)
    expect(JSON.parse((await get(`/nodes/${node.id}`)).body)).toMatchObject({
      used_resources: STATUS.used_resources,
      location: STATUS.location,
      created: NOW / 1000,
      updated: NOW / 1000 + 20,
      uptime: 120,
      wg_ports: [2000, 2001],
    })
    expect(JSON.parse((await get(`/nodes/${node.id}/status`)).body)).toEqual(sent)
  })

  it('leaves uptime and ports as they are when it does not name them', async () => {
    await post(`/nodes/${node.id}/uptime`, { uptime: 9 })
    await post(`/nodes/${node.id}/ports`, { ports: [7] })
    await post(`/nodes/${node.id}/status`, STATUS)
    const shown = JSON.parse((await get(`/nodes/${node.id}`)).body) as object
    expect(shown).toMatchObject({ uptime: 9, wg_ports: [7] })
  })

  it('is refused with an engine nobody knows, and 404 before the first one', async () => {
    expect((await get(`/nodes/${node.id}/status`)).status).toBe(404)
    expect((await get(`/nodes/${testIdentity(9).id}/status`)).status).toBe(404)
    const wrong = await post(`/nodes/${node.id}/status`, { ...STATUS, engine: 'other' })
    expect(wrong.status).toBe(400)
    expect((await post(`/nodes/${node.id}/status`, { ...STATUS, version: 5 })).body).toBe(
      '{"Error":"json: cannot unmarshal number into Go struct field NodeStatus.version of type string"}\n',
    )
  })
})

describe('deleted', () => {
  it('is shown always, in compat mode on demand', async () => {
    await post('/farms', { name: 'one' })
    const body = reservationBody(testIdentity(3), node.id)
    await send(explorer.baseUrl, { method: 'POST', path: `/reservations/${node.id}`, body })
    const strict = await serveExplorer()
    expect((await get('/reservations/0-1')).body).toMatch(/"result":null\}\n$/)
    const asked = await get('/reservations/0-1', { 'X-Grid-Additions': 'status, deleted' })
    expect(asked.body).toMatch(/"result":null,"deleted":false\}\n$/)
    const shown = await send(strict.baseUrl, { method: 'GET', path: '/reservations/0-1' })
    expect(shown.body).toMatch(/"result":null,"deleted":false\}\n$/)
    await strict.close()
  })
})

describe('/info', () => {
  it('names the explorer and what it adds', async () => {
    const strict = await serveExplorer()
    const info = JSON.parse(
      (await send(strict.baseUrl, { method: 'GET', path: '/info' })).body,
    ) as {
      id: string
      additions: string[]
    }
    expect(info.additions).toEqual(['signed-writes', 'status', 'deleted', 'enrolments'])
    const compat = JSON.parse((await get('/info')).body) as typeof info
    expect(compat.id).toBe(info.id)
    expect(compat.additions).not.toContain('deleted')
    await strict.close()
  })
})

describe('explorerEvents', () => {
  it('tells of every stored write', async () => {
    const seen: unknown[] = []
    const onReservation = (change: unknown) => seen.push(change)
    const onNode = (change: unknown) => seen.push(change)
    explorerEvents.on('reservation', onReservation)
    explorerEvents.on('node', onNode)
    const body = reservationBody(testIdentity(3), node.id)
    await send(explorer.baseUrl, { method: 'POST', path: `/reservations/${node.id}`, body })
    await send(explorer.baseUrl, { method: 'DELETE', path: '/reservations/0-1' })
    await post(`/nodes/${node.id}/uptime`, { uptime: 1 })
    await post(`/nodes/${node.id}/uptime`, { uptime: -1 })
    explorerEvents.off('reservation', onReservation)
    explorerEvents.off('node', onNode)
    expect(seen).toEqual([
      { number: 0, nodeId: node.id },
      { number: 0, nodeId: node.id },
      { nodeId: node.id },
    ])
  })
})
