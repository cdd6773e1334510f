import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { farmViewSchema, gridViewSchema, nodeViewSchema, overviewSchema } from '@/lib/schemas/views'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { FakeExplorer, testNode, testNodeId } from '@/lib/server/grids/testing/fake-explorer'
import { GET as getFarms } from '../farms/route'
import { GET as getNode } from '../nodes/[gridId]/[nodeId]/route'
import { GET as getNodes } from '../nodes/route'
import { GET as getOverview } from '../overview/route'
import { POST as checkGrid } from './[id]/check/route'
import { DELETE as deleteGrid } from './[id]/route'
import { GET as getGrids, POST as postGrid } from './route'

const TOKEN = 'a-token-of-the-tests-0123456789'
type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>

let database: TempDatabase
let explorer: FakeExplorer
beforeAll(async () => {
  vi.stubEnv('PORT', '3999')
  vi.stubEnv('COCKPIT_API_TOKEN', TOKEN)
  database = await withTempDatabase()
  explorer = await new FakeExplorer().start()
  explorer.state.nodes = [testNode(0), testNode(1, { ifaces: null })]
})
afterAll(async () => {
  await explorer.stop()
  await database.close()
  vi.unstubAllEnvs()
})

async function call(
  handler: Handler,
  { method = 'GET', query = '', params = {}, body }: Record<string, unknown> = {},
) {
  const request = new Request(`http://127.0.0.1:3999/api${String(query)}`, {
    method: String(method),
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const response = await handler(request, { params: Promise.resolve(params) })
  return { response, status: response.status, json: (await response.json()) as unknown }
}

describe('grids, farms, nodes and overview over REST', () => {
  let id = ''

  it('connects a grid', async () => {
    const body = { name: 'devnet', url: explorer.url }
    const { status, json } = await call(postGrid, { method: 'POST', body })
    expect(status).toBe(201)
    const grid = gridViewSchema.parse(json)
    expect(grid).toMatchObject({ state: 'up', nodeCount: 2 })
    id = grid.id
  })

  it.each([
    [{ name: '', url: 'http://x.example' }, 400],
    [{ name: 'x', url: 'ftp://x.example' }, 400],
    [{ name: 'x', url: 'http://169.254.169.254' }, 422],
    [{ name: 'devnet', url: 'http://127.0.0.1:1' }, 409],
  ])('refuses %j', async (body, status) => {
    expect((await call(postGrid, { method: 'POST', body })).status).toBe(status)
  })

  it('lists grids, farms and nodes', async () => {
    const { json: grids } = await call(getGrids)
    expect(gridViewSchema.array().parse(grids)).toHaveLength(1)
    const { json: farms } = await call(getFarms)
    expect(farmViewSchema.array().parse(farms)).toMatchObject([{ nodes: 2, nodesUp: 2 }])
    const { json: nodes, response } = await call(getNodes)
    expect(nodeViewSchema.array().parse(nodes)).toHaveLength(2)
    expect(response.headers.get('x-total-count')).toBe('2')
  })

  it('filters nodes and pages them', async () => {
    const hidden = await call(getNodes, { query: '?endpoint=hidden&q=ghent' })
    expect(hidden.json).toMatchObject([{ nodeId: testNodeId(1) }])
    const page = await call(getNodes, { query: '?limit=1&offset=1&cpu=6' })
    expect(page.json).toHaveLength(1)
    expect(page.response.headers.get('x-total-count')).toBe('2')
    expect((await call(getNodes, { query: '?status=dead' })).status).toBe(400)
  })

  it('shows one node, and says when there is none', async () => {
    const found = await call(getNode, { params: { gridId: id, nodeId: testNodeId(0) } })
    expect(nodeViewSchema.parse(found.json)).toMatchObject({ nodeId: testNodeId(0) })
    expect((await call(getNode, { params: { gridId: id, nodeId: 'x' } })).status).toBe(404)
  })

  it('shows the overview', async () => {
    const { json } = await call(getOverview)
    expect(overviewSchema.parse(json)).toMatchObject({ nodes: { total: 2, up: 2 }, farms: 1 })
  })

  it('checks a grid that went away, then forgets it', async () => {
    await explorer.stop()
    const check = await call(checkGrid, { method: 'POST', params: { id } })
    expect(gridViewSchema.parse(check.json)).toMatchObject({ state: 'down', nodeCount: 2 })
    const gone = await call(deleteGrid, { method: 'DELETE', params: { id } })
    expect(gone).toMatchObject({ status: 200, json: { ok: true } })
    expect((await call(checkGrid, { method: 'POST', params: { id } })).status).toBe(404)
  })
})
