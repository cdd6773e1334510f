import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { POST as exportPost } from '@/app/api/v1/identities/[id]/export/route'
import { DELETE, PATCH } from '@/app/api/v1/identities/[id]/route'
import { POST as importPost } from '@/app/api/v1/identities/import/route'
import { GET, POST } from '@/app/api/v1/identities/route'
import { GET as me } from '@/app/api/v1/me/route'
import { GET as health } from '@/app/api/v1/health/route'
import { encodeSeedFile } from '@/lib/crypto/identity'
import { identityViewSchema, meViewSchema } from '@/lib/schemas/views'
import { makePerson, pageRequest, PASSWORD, signIn } from '@/lib/server/auth/testing/people'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'

type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>
const TOKEN = 'a-token-0123456789abcdef'
let temp: TempDatabase
let cookie: string
beforeAll(async () => {
  vi.stubEnv('COCKPIT_API_TOKEN', TOKEN)
  temp = await withTempDatabase()
  cookie = await signIn(await makePerson('operator', 'Ada'))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await temp.close()
})

function ask(
  handler: Handler,
  method: string,
  body?: unknown,
  params = {},
  headers: Record<string, string> = { cookie },
) {
  return handler(pageRequest(method, '/api/v1/x', { body, headers }), {
    params: Promise.resolve(params),
  })
}

it('does the life of an identity over REST', async () => {
  const created = await ask(POST, 'POST', { name: 'rest' })
  expect(created.status).toBe(201)
  const view = identityViewSchema.parse(await created.json())
  expect(await (await ask(GET, 'GET')).json()).toEqual([view])
  const patched = await ask(PATCH, 'PATCH', { name: 'renamed' }, { id: view.id })
  expect(await patched.json()).toMatchObject({ name: 'renamed' })
  const exported = await ask(exportPost, 'POST', { password: PASSWORD }, { id: view.id })
  expect(exported.headers.get('content-type')).toBe('application/octet-stream')
  expect(exported.headers.get('content-disposition')).toBe('attachment; filename="user.seed"')
  expect(exported.headers.get('cache-control')).toBe('no-store')
  const file = Buffer.from(await exported.arrayBuffer())
  expect((await ask(DELETE, 'DELETE', undefined, { id: view.id })).status).toBe(204)
  const imported = await ask(importPost, 'POST', {
    name: 'again',
    seedFile: file.toString('base64'),
  })
  expect(await imported.json()).toMatchObject({ publicId: view.publicId })
})

it('lets the API token create and import but never export', async () => {
  const headers = { authorization: `Bearer ${TOKEN}` }
  const seedFile = Buffer.from(encodeSeedFile(new Uint8Array(32).fill(7))).toString('base64')
  const imported = await ask(importPost, 'POST', { name: 'scripted', seedFile }, {}, headers)
  expect(imported.status).toBe(201)
  const { id } = identityViewSchema.parse(await imported.json())
  const refused = await ask(exportPost, 'POST', { password: PASSWORD }, { id }, headers)
  expect(refused.status).toBe(403)
  expect(await refused.text()).not.toContain(seedFile)
})

it.each([
  ['an unknown field', { name: 'x', seed: 'x' }],
  ['a name of control characters', { name: '\u0007' }],
  ['no name', {}],
])('refuses a body with %s', async (_, body) => {
  expect((await ask(POST, 'POST', body)).status).toBe(400)
})

it('tells people and scripts who they are, and anybody that it works', async () => {
  expect(meViewSchema.parse(await (await ask(me, 'GET')).json())).toMatchObject({
    name: 'Ada',
    kind: 'session',
  })
  const headers = { authorization: `Bearer ${TOKEN}` }
  expect(await (await ask(me, 'GET', undefined, {}, headers)).json()).toMatchObject({
    kind: 'token',
    role: 'operator',
  })
  expect(await (await ask(health, 'GET', undefined, {}, {})).json()).toEqual({
    ok: true,
    version: expect.any(String),
    database: 'up',
  })
})
