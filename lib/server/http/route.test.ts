import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { DomainError } from '@/lib/errors/domain-error'
import {
  ACCESS,
  TOKEN_MAY,
  TOKEN_MAY_NOT,
  type Access,
  type RouteEntry,
} from '@/lib/server/access/table'
import { hasRole } from '@/lib/server/auth/actor'
import { makePerson, pageRequest, signIn } from '@/lib/server/auth/testing/people'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { BODY_LIMIT_BYTES } from './json-body'
import { route } from './route'

const TOKEN = 'a-token-of-the-tests-0123456789'
const BEARER = { authorization: `Bearer ${TOKEN}` }
const CONTEXT = { params: Promise.resolve({}) }

const isRoute = (key: string): key is RouteEntry => !/^(PAGE|LAYOUT) /.test(key)
const table: Record<string, Access> = ACCESS
const guarded = Object.keys(ACCESS)
  .filter(isRoute)
  .filter((key) => table[key] !== 'public' && table[key] !== 'explorer')

let temp: TempDatabase
const cookies = { viewer: '', designer: '', operator: '', owner: '' }

beforeAll(async () => {
  process.env['COCKPIT_API_TOKEN'] = TOKEN
  temp = await withTempDatabase()
  for (const role of ['viewer', 'designer', 'operator', 'owner'] as const)
    cookies[role] = await signIn(await makePerson(role))
})
afterAll(async () => {
  delete process.env['COCKPIT_API_TOKEN']
  await temp.close()
})

const work = vi.fn(() => ({ done: true }))
beforeEach(() => work.mockClear())

async function call(entry: RouteEntry, headers: Record<string, string>): Promise<[number, string]> {
  const request = pageRequest(entry.split(' ')[0] ?? 'GET', '/somewhere', { headers })
  const answer = await route(entry, {}, work)(request, CONTEXT)
  const { error } = (await answer.json()) as { error?: { code: string } }
  return [answer.status, error?.code ?? '']
}

describe.each(guarded)('%s', (entry) => {
  it('gives a stranger nothing', async () => {
    expect(await call(entry, {})).toEqual([401, 'SIGN_IN_REQUIRED'])
    expect(await call(entry, { authorization: 'Bearer wrong' })).toEqual([401, 'SIGN_IN_REQUIRED'])
    expect(await call(entry, { cookie: 'cockpit.session_token=forged.forged' })).toEqual([
      401,
      'SIGN_IN_REQUIRED',
    ])
    expect(work).not.toHaveBeenCalled()
  })

  it('lets in exactly the roles of its row', async () => {
    const needed = table[entry] as 'viewer'
    for (const role of ['viewer', 'designer', 'operator', 'owner'] as const) {
      const expected = hasRole(role, needed) ? [200, ''] : [403, 'ACCESS_DENIED']
      expect([role, ...(await call(entry, { cookie: cookies[role] }))]).toEqual([role, ...expected])
    }
  })

  it('treats the API token as operator with its exceptions', async () => {
    const may =
      TOKEN_MAY.has(entry) ||
      (hasRole('operator', table[entry] as 'viewer') && !TOKEN_MAY_NOT.has(entry))
    expect((await call(entry, BEARER))[0]).toBe(may ? 200 : 403)
  })
})

describe('the Origin check', () => {
  const change = 'POST /api/v1/networks'
  it.each([
    ['another site', 'https://evil.example'],
    ['our name with another port', 'http://127.0.0.1:3001'],
    ['our address over TLS', 'https://127.0.0.1:3000'],
    ['a name that begins as ours', 'http://127.0.0.1:3000.evil.example'],
    ['a sandboxed page', 'null'],
  ])('refuses a change from %s', async (_, origin) => {
    expect(await call(change, { cookie: cookies.owner, origin })).toEqual([403, 'ORIGIN_REFUSED'])
    expect(work).not.toHaveBeenCalled()
  })
  it('refuses a change with a cookie and without Origin', async () => {
    const request = new Request('http://127.0.0.1:3000/x', {
      method: 'POST',
      headers: { cookie: cookies.owner },
    })
    expect((await route(change, {}, work)(request, CONTEXT)).status).toBe(403)
  })
  it('accepts our own page and our loopback names', async () => {
    for (const origin of ['http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000'])
      expect(await call(change, { cookie: cookies.owner, origin })).toEqual([200, ''])
  })
  it('does not hinder the API token, whose bearer no browser adds by itself', async () => {
    expect(await call(change, { ...BEARER, origin: 'https://evil.example' })).toEqual([200, ''])
  })
  it('lets another site plant no session by the first-start page', async () => {
    expect(await call('POST /api/v1/setup', { origin: 'https://evil.example' })).toEqual([
      403,
      'ORIGIN_REFUSED',
    ])
  })
})

describe('what it reads', () => {
  const schema = z.strictObject({
    name: z.string().min(3, 'Use at least 3 characters.'),
    list: z.array(z.int()),
  })
  const handler = route(
    'POST /api/v1/networks',
    { body: schema, query: z.object({ n: z.coerce.number().optional() }) },
    work,
  )
  const send = async (body: BodyInit, type = 'application/json', search = '') => {
    const request = new Request(`http://127.0.0.1:3000/x${search}`, {
      method: 'POST',
      headers: { ...BEARER, 'content-type': type },
      body,
    })
    const answer = await handler(request, CONTEXT)
    return {
      status: answer.status,
      ...((await answer.json()) as { error?: Record<string, unknown> }),
    }
  }
  it('hands parsed body and query to the handler and answers no-store', async () => {
    const body = { name: 'abc', list: [1] }
    expect(
      await send(JSON.stringify(body), 'application/json; charset=utf-8', '?n=5'),
    ).toMatchObject({ status: 200 })
    expect(work).toHaveBeenCalledWith(expect.objectContaining({ body, query: { n: 5 } }))
    const answer = await route('GET /api/v1/health', {}, work)(new Request('http://x/'), CONTEXT)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
  it('names every wrong field with a sentence', async () => {
    const { status, error } = await send(JSON.stringify({ name: 'a', list: [1, 'x'] }))
    expect(status).toBe(400)
    expect(error).toMatchObject({
      code: 'INVALID_BODY',
      details: {
        fields: [{ path: 'name', message: 'Use at least 3 characters.' }, { path: 'list.1' }],
      },
    })
  })
  it.each([
    ['no JSON', 'nope', 'application/json'],
    ['text that is no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'application/json'],
    ['an empty body', '', 'application/json'],
    ['a form', 'name=abc', 'application/x-www-form-urlencoded'],
    ['a type that begins as JSON does', '{}', 'application/json-patch'],
  ])('refuses %s', async (_, body, type) => {
    expect(await send(body, type)).toMatchObject({ status: 400, error: { code: 'INVALID_BODY' } })
    expect(work).not.toHaveBeenCalled()
  })
  it('refuses more than 2 MiB, announced or not', async () => {
    const huge = new Uint8Array(BODY_LIMIT_BYTES + 1).fill(0x20)
    expect(await send(huge)).toMatchObject({ status: 413, error: { code: 'BODY_TOO_LARGE' } })
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(256 * 1024).fill(0x20)),
    })
    const endless = new Request('http://127.0.0.1:3000/x', {
      method: 'POST',
      headers: { ...BEARER, 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    } as RequestInit)
    expect((await handler(endless, CONTEXT)).status).toBe(413)
  })
})

describe('what it answers', () => {
  const answerOf = (handler: () => unknown) =>
    route('GET /api/v1/health', {}, handler)(new Request('http://127.0.0.1:3000/'), CONTEXT)
  const failing = (error: unknown) => () => Promise.reject(error)

  it('turns plain data into JSON, null too, nothing into 204, and passes a Response on', async () => {
    expect(await (await answerOf(() => null)).json()).toBeNull()
    expect((await answerOf(() => undefined)).status).toBe(204)
    expect((await answerOf(() => new Response('x', { status: 418 }))).status).toBe(418)
  })
  it('gives a DomainError its status and one form', async () => {
    const answer = await answerOf(
      failing(new DomainError('RATE_LIMITED', 'Wait.', { retryAfter: 7 })),
    )
    expect(answer.status).toBe(429)
    expect(answer.headers.get('retry-after')).toBe('7')
    expect(await answer.json()).toEqual({
      error: { code: 'RATE_LIMITED', message: 'Wait.', details: { retryAfter: 7 } },
    })
  })
  it.each([
    [Object.assign(new Error('x'), { code: 'P1008' }), 503, 'DATABASE_BUSY'],
    [new Error('SQLITE_BUSY: database is locked'), 503, 'DATABASE_BUSY'],
    [Object.assign(new Error('x'), { code: 'P2025' }), 404, 'NOT_FOUND'],
    [Object.assign(new Error('x'), { code: 'P2002' }), 409, 'ALREADY_EXISTS'],
  ])('translates the database error %s', async (error, status, code) => {
    const answer = await answerOf(failing(error))
    expect([answer.status, await answer.json()]).toEqual([
      status,
      { error: expect.objectContaining({ code }) },
    ])
  })
  it('hides an unknown error behind an id that the log has', async () => {
    const lines: string[] = []
    const write = vi
      .spyOn(process.stderr, 'write')
      .mockImplementation((line) => lines.push(String(line)) > 0)
    const answer = await answerOf(failing(new Error('the secret cause')))
    write.mockRestore()
    const { error } = (await answer.json()) as { error: { code: string; details: { id: string } } }
    expect(answer.status).toBe(500)
    expect(error.code).toBe('INTERNAL')
    expect(JSON.stringify(error)).not.toContain('secret cause')
    expect(lines.join('')).toContain(error.details.id)
  })
})
