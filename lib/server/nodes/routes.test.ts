import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { GET as getFarm } from '@/app/api/v1/farms/[gridId]/[farmId]/route'
import { GET as getHistory } from '@/app/api/v1/nodes/[gridId]/[nodeId]/history/route'
import { GET as getCsv } from '@/app/api/v1/nodes.csv/route'
import { GET as getNodes } from '@/app/api/v1/nodes/route'
import { DELETE, PATCH } from '@/app/api/v1/saved-searches/[id]/route'
import { GET as getSearches, POST } from '@/app/api/v1/saved-searches/route'
import {
  farmDetailViewSchema,
  nodeHistoryViewSchema,
  savedSearchViewSchema,
} from '@/lib/schemas/nodes'
import { makePerson, pageRequest, signIn } from '@/lib/server/auth/testing/people'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { testNodeId } from '@/lib/server/grids/testing/fake-explorer'
import { cachedGrid, cacheNode } from './testing/cached-grid'

type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>
const TOKEN = 'a-token-0123456789abcdef'
let database: TempDatabase
let cookie: string
let other: string
let gridId: string
beforeAll(async () => {
  vi.stubEnv('COCKPIT_API_TOKEN', TOKEN)
  database = await withTempDatabase()
  cookie = await signIn(await makePerson('viewer', 'Vera'))
  other = await signIn(await makePerson('owner', 'Otto'))
  gridId = await cachedGrid()
  await cacheNode(gridId, 0, { location: { city: '=1+1', country: 'A "b", c' } })
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await database.close()
})

interface Asked {
  query?: string
  params?: Record<string, string>
  body?: unknown
  headers?: Record<string, string>
}
const ask = (
  handler: Handler,
  method: string,
  { query = '', params = {}, body, headers = { cookie } }: Asked = {},
) =>
  handler(pageRequest(method, `/api/v1/x${query}`, { body, headers }), {
    params: Promise.resolve(params),
  })

describe('nodes over REST', () => {
  it('says in a sentence what is wrong with a filter', async () => {
    const answer = await ask(getNodes, 'GET', { query: '?status=dead&cpu=many&price=1' })
    expect(answer.status).toBe(400)
    const { error } = (await answer.json()) as { error: { message: string } }
    expect(error.message).toContain('status: “dead” is not one of up, late, down.')
    expect(error.message).toContain('cpu: “many” is not a number')
    expect(error.message).toContain('price')
  })

  it('gives the filtered list as a table no spreadsheet runs', async () => {
    const answer = await ask(getCsv, 'GET', { query: '?status=up' })
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    expect(answer.headers.get('content-disposition')).toContain('nodes.csv')
    const [head, line, end] = (await answer.text()).split('\r\n')
    expect(head?.split(',').slice(0, 2)).toEqual(['grid', 'node_id'])
    expect(line).toContain(`"'=1+1","A ""b"", c"`)
    expect(end).toBe('')
    const none = await (await ask(getCsv, 'GET', { query: '?status=down' })).text()
    expect(none.split('\r\n')).toHaveLength(2)
  })

  it('answers a node’s past and a farm as documented', async () => {
    const history = await ask(getHistory, 'GET', { params: { gridId, nodeId: testNodeId(0) } })
    nodeHistoryViewSchema.parse(await history.json())
    const farm = await ask(getFarm, 'GET', { params: { gridId, farmId: '1' } })
    expect(farmDetailViewSchema.parse(await farm.json())).toMatchObject({ nodes: 1 })
    const none = await ask(getFarm, 'GET', { params: { gridId, farmId: 'x' } })
    expect(none.status).toBe(404)
  })

  it.each<[string, Handler]>([
    ['GET', getNodes],
    ['GET', getCsv],
    ['GET', getHistory],
    ['GET', getFarm],
    ['GET', getSearches],
    ['POST', POST],
    ['PATCH', PATCH],
    ['DELETE', DELETE],
  ])('%s refuses strangers (%#)', async (method, handler) => {
    const answer = await ask(handler, method, {
      headers: {},
      ...(method === 'POST' && { body: {} }),
    })
    expect(answer.status).toBe(401)
  })
})

describe('saved searches', () => {
  const save = (name: string, query: string, headers = { cookie }) =>
    ask(POST, 'POST', { body: { name, query }, headers })
  const list = async (headers = { cookie }) =>
    savedSearchViewSchema.array().parse(await (await ask(getSearches, 'GET', { headers })).json())

  it('live from saving to forgetting, in one spelling', async () => {
    const created = await save('big ones', 'cpu=8&status=late,up&node=x&compare=a,b&sort=-cpu')
    expect(created.status).toBe(201)
    const { id, query } = savedSearchViewSchema.parse(await created.json())
    expect(query).toBe('status=up%2Clate&cpu=8&sort=-cpu')
    expect(await list()).toHaveLength(1)
    const renamed = await ask(PATCH, 'PATCH', { params: { id }, body: { name: 'bigger' } })
    expect(await renamed.json()).toMatchObject({ name: 'bigger', query })
    expect((await ask(DELETE, 'DELETE', { params: { id } })).status).toBe(204)
    expect(await list()).toEqual([])
  })

  it('refuse what the browser cannot read and a name twice', async () => {
    const wrong = await save('x', 'status=dead')
    expect([wrong.status, JSON.stringify(await wrong.json())]).toEqual([
      400,
      expect.stringContaining('“dead”') as string,
    ])
    expect((await save('', '')).status).toBe(400)
    expect((await save('twice', '')).status).toBe(201)
    expect((await save('twice', 'cpu=1')).status).toBe(409)
    const { id } = savedSearchViewSchema.parse(await (await save('third', '')).json())
    const taken = await ask(PATCH, 'PATCH', { params: { id }, body: { name: 'twice' } })
    expect(taken.status).toBe(409)
  })

  it('are nobody else’s', async () => {
    const [mine] = await list()
    const id = mine?.id ?? ''
    expect(await list({ cookie: other })).toEqual([])
    const headers = { cookie: other }
    expect((await ask(DELETE, 'DELETE', { params: { id }, headers })).status).toBe(404)
    const patched = await ask(PATCH, 'PATCH', { params: { id }, body: { name: 'y' }, headers })
    expect(patched.status).toBe(404)
    expect((await save(mine?.name ?? '', '', headers)).status).toBe(201)
  })

  it('belong to people, not to the token of the environment', async () => {
    const headers = { authorization: `Bearer ${TOKEN}` }
    expect((await ask(getSearches, 'GET', { headers })).status).toBe(403)
  })
})
