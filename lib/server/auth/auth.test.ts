import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { currentActor, type Actor } from './actor'
import { authHandler, SIGN_IN_RULE } from './handler'
import { cookieOf, makePerson, pageRequest, PASSWORD, signIn, trySignIn } from './testing/people'

let temp: TempDatabase
let ada: Actor
beforeAll(async () => {
  temp = await withTempDatabase()
})
afterAll(() => temp.close())
beforeEach(async () => {
  ada = await makePerson('designer', 'Ada')
})
afterEach(() => vi.unstubAllEnvs())

const actorWith = (cookie: string) => currentActor(new Headers({ cookie }))
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  authHandler('POST')(pageRequest('POST', `/api/auth${path}`, { body, headers }))

describe('signing in', () => {
  it('gives a cookie scripts cannot read, and says who it is', async () => {
    const answer = await trySignIn(ada.email ?? '', PASSWORD)
    expect(answer.status).toBe(200)
    const [cookie] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/^cockpit\.session_token=/)
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    expect(cookie).toMatch(/Path=\//i)
    expect(await actorWith(cookieOf(answer))).toMatchObject(ada)
  })
  it('does not care for the case of the address', async () => {
    expect((await trySignIn((ada.email ?? '').toUpperCase(), PASSWORD)).status).toBe(200)
  })
  it('gives a secure cookie over TLS', async () => {
    vi.stubEnv('COCKPIT_URL', 'https://cockpit.example')
    const [cookie] = (await trySignIn(ada.email ?? '', PASSWORD)).headers.getSetCookie()
    expect(cookie).toMatch(/^__Secure-cockpit\.session_token=.*Secure/)
  })
  it('says the same of a wrong password and of nobody', async () => {
    const wrong = await trySignIn(ada.email ?? '', 'wrong password')
    const nobody = await trySignIn('nobody@example.com', 'wrong password')
    expect([wrong.status, nobody.status]).toEqual([401, 401])
    const answer = (await wrong.json()) as { error: { code: string } }
    expect(answer.error.code).toBe('SIGN_IN_FAILED')
    expect(await nobody.json()).toEqual(answer)
    expect(wrong.headers.getSetCookie()).toEqual([])
  })
  it('reads the role from the database, not from the cookie', async () => {
    const cookie = await signIn(ada)
    await temp.db.user.update({ where: { id: ada.userId ?? '' }, data: { role: 'viewer' } })
    expect(await actorWith(cookie)).toMatchObject({ role: 'viewer' })
    await temp.db.user.update({ where: { id: ada.userId ?? '' }, data: { role: 'emperor' } })
    expect(await actorWith(cookie)).toMatchObject({ role: 'viewer' })
  })
})

describe('the limit on sign-in', () => {
  it('stops guessing after ten attempts, also with the right password, and lets others in', async () => {
    for (let i = 0; i < SIGN_IN_RULE.max; i += 1)
      expect((await trySignIn(ada.email ?? '', `guess ${i}`)).status).toBe(401)
    const stopped = await trySignIn(ada.email ?? '', PASSWORD)
    expect(stopped.status).toBe(429)
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await trySignIn((await makePerson('viewer')).email ?? '', PASSWORD)).status).toBe(200)
  })
  it('counts attempts side by side, and whatever address they claim to come from', async () => {
    const attempts = Array.from({ length: SIGN_IN_RULE.max + 5 }, (_, i) =>
      post(
        '/sign-in/email',
        { email: ada.email, password: `guess ${i}` },
        { 'x-forwarded-for': `192.0.2.${i}` },
      ),
    )
    const statuses = (await Promise.all(attempts)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(SIGN_IN_RULE.max)
    expect(statuses.filter((status) => status === 429)).toHaveLength(5)
  })
  it('forgets after a success', async () => {
    for (let i = 0; i < SIGN_IN_RULE.max - 1; i += 1) await trySignIn(ada.email ?? '', 'typo')
    expect((await trySignIn(ada.email ?? '', PASSWORD)).status).toBe(200)
    expect((await trySignIn(ada.email ?? '', 'typo')).status).toBe(401)
  })
})

describe('signing out', () => {
  it('ends the session at once', async () => {
    const cookie = await signIn(ada)
    expect((await post('/sign-out', {}, { cookie })).status).toBe(200)
    expect(await actorWith(cookie)).toBeNull()
  })
})

describe('what strangers can do', () => {
  it.each([
    ['/sign-up/email', { name: 'Eve', email: 'eve@example.com', password: 'long enough password' }],
    ['/update-user', { name: 'x', role: 'owner' }],
    ['/request-password-reset', { email: 'eve@example.com' }],
    ['/admin/create-user', {}],
    ['/sign-in/email/../../sign-up/email', {}],
  ])('%s is not served', async (path, body) => {
    const before = await temp.db.user.count()
    expect((await post(path, body)).status).toBe(404)
    expect(await temp.db.user.count()).toBe(before)
  })
  it('a role sent along is ignored', async () => {
    const body = { email: ada.email, password: PASSWORD, role: 'owner' }
    const answer = await post('/sign-in/email', body)
    expect(await actorWith(cookieOf(answer))).toMatchObject({ role: 'designer' })
  })
  it("another site's page signs nobody in or out", async () => {
    const headers = { origin: 'https://evil.example' }
    const body = { email: ada.email, password: PASSWORD }
    expect((await post('/sign-in/email', body, headers)).status).toBe(403)
    const cookie = await signIn(ada)
    expect((await post('/sign-out', {}, { ...headers, cookie })).status).toBe(403)
    expect(await actorWith(cookie)).not.toBeNull()
  })
  it('a cookie changed in one letter is nobody', async () => {
    const cookie = await signIn(ada)
    const at = cookie.indexOf('=') + 5
    const changed = cookie.slice(0, at) + (cookie[at] === 'x' ? 'y' : 'x') + cookie.slice(at + 1)
    expect(await actorWith(changed)).toBeNull()
    expect(await actorWith('')).toBeNull()
  })
})

describe('COCKPIT_API_TOKEN', () => {
  const ask = (authorization: string) => currentActor(new Headers({ authorization }))
  it('acts as operator', async () => {
    vi.stubEnv('COCKPIT_API_TOKEN', 'a-token-0123456789abcdef')
    expect(await ask('Bearer a-token-0123456789abcdef')).toEqual({
      kind: 'token',
      userId: null,
      name: 'API token',
      email: null,
      role: 'operator',
      tokenId: 'environment',
    })
  })
  it.each([
    'Bearer a-token-0123456789abcdeF',
    'Bearer a',
    'bearer undefined',
    'Bearer a-token-0123456789abcdef0',
  ])('refuses %s', async (header) => {
    vi.stubEnv('COCKPIT_API_TOKEN', 'a-token-0123456789abcdef')
    await expect(ask(header)).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' })
  })
  it('accepts none when none is set', async () => {
    await expect(ask('Bearer undefined')).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' })
    expect(await ask('Basic YTpi')).toBeNull()
  })
})
