import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DELETE as endOthers, GET as list } from '@/app/api/v1/sessions/route'
import { currentActor, type Actor } from '@/lib/server/auth/actor'
import { authHandler } from '@/lib/server/auth/handler'
import {
  makePerson,
  pageRequest,
  PASSWORD,
  signIn,
  trySignIn,
} from '@/lib/server/auth/testing/people'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { changePassword } from './password'
import { endSession, endSessionsOf, listSessions } from './sessions'

type Person = Actor & { userId: string }
const CONTEXT = { params: Promise.resolve({}) }
let temp: TempDatabase
let ada: Person
beforeAll(async () => {
  temp = await withTempDatabase()
})
afterAll(() => temp.close())
beforeEach(async () => {
  ada = await makePerson('designer', 'Ada')
})

async function actorOf(cookie: string): Promise<Actor> {
  const actor = await currentActor(new Headers({ cookie }))
  if (actor === null) throw new Error('Not signed in.')
  return actor
}
const isIn = async (cookie: string) => (await currentActor(new Headers({ cookie }))) !== null
const newest = () => temp.db.event.findFirst({ orderBy: { id: 'desc' } })

describe('the list of sessions', () => {
  it('has one’s own only, the one that asks first, in our words for the device', async () => {
    const [first, second] = [await signIn(ada), await signIn(ada)]
    await signIn(await makePerson('owner', 'Olga'))
    const actor = await actorOf(second)
    await temp.db.session.updateMany({
      where: { userId: ada.userId, id: { not: actor.sessionId ?? '' } },
      data: {
        userAgent: '\u202e<script>Mozilla/5.0 (X11; Linux) Firefox/133.0',
        ipAddress: '192.0.2.7',
      },
    })
    const sessions = await listSessions(actor)
    expect(sessions.map(({ isThis }) => isThis)).toEqual([true, false])
    expect(sessions[1]).toMatchObject({ device: 'Firefox on Linux', address: '192.0.2.7' })
    expect(JSON.stringify(sessions)).not.toContain(decodeURIComponent(first).split('=')[1])
    const answer = await list(pageRequest('GET', '/x', { headers: { cookie: second } }), CONTEXT)
    expect(await answer.json()).toEqual(sessions)
  })
  it('notes the last use, at most once a minute', async () => {
    const cookie = await signIn(ada)
    const old = new Date(Date.now() - 3 * 60_000)
    await temp.db.session.updateMany({ where: { userId: ada.userId }, data: { updatedAt: old } })
    const actor = await actorOf(cookie)
    const [session] = await listSessions(actor)
    expect(Date.parse(session?.lastUsedAt ?? '')).toBeGreaterThan(old.getTime())
    await actorOf(cookie)
    expect((await listSessions(actor))[0]?.lastUsedAt).toBe(session?.lastUsedAt)
  })
})

describe('ending sessions', () => {
  it('signs out everywhere else and stays here', async () => {
    const [first, second, third] = [await signIn(ada), await signIn(ada), await signIn(ada)]
    const request = pageRequest('DELETE', '/x', { headers: { cookie: second } })
    expect(await (await endOthers(request, CONTEXT)).json()).toEqual({ ended: 2 })
    expect([await isIn(first), await isIn(second), await isIn(third)]).toEqual([false, true, false])
    expect(await newest()).toMatchObject({
      kind: 'session',
      message: 'Ada signed out everywhere else: 2 sessions',
      actorName: 'Ada',
      minimumRole: 'owner',
    })
  })
  it('ends one; an owner anybody’s, others only their own', async () => {
    const [cookie, other] = [await signIn(ada), await signIn(ada)]
    const id = (await actorOf(cookie)).sessionId ?? ''
    const bea = await makePerson('operator', 'Bea')
    await expect(endSession(bea, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await endSession(await actorOf(other), id)
    expect(await isIn(cookie)).toBe(false)
    await expect(endSessionsOf(bea, ada.userId)).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
    expect(await endSessionsOf(await makePerson('owner', 'Olga'), ada.userId)).toBe(1)
    expect(await isIn(other)).toBe(false)
  })
  it('is nothing for tokens', async () => {
    const token = { ...ada, kind: 'token', tokenId: 't' } as const
    await expect(endSession(token, 'x')).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
  })
})

describe('a new password of one’s own', () => {
  it('asks for the old one, ends the other sessions and keeps this', async () => {
    const [here, there] = [await signIn(ada), await signIn(ada)]
    const actor = await actorOf(here)
    const next = 'another long password'
    await expect(changePassword(actor, { current: 'wrong', next })).rejects.toMatchObject({
      code: 'SIGN_IN_FAILED',
    })
    expect(await isIn(there)).toBe(true)
    await changePassword(actor, { current: PASSWORD, next })
    expect([await isIn(here), await isIn(there)]).toEqual([true, false])
    expect((await trySignIn(ada.email ?? '', PASSWORD)).status).toBe(401)
    expect((await trySignIn(ada.email ?? '', next)).status).toBe(200)
  })
})

describe('what is told', () => {
  it('of a sign-in and a sign-out: who, from where', async () => {
    const cookie = await signIn(ada)
    expect(await newest()).toMatchObject({ kind: 'session', toState: 'open', actorId: ada.userId })
    expect((await newest())?.message).toMatch(/^Ada signed in/)
    const request = pageRequest('POST', '/api/auth/sign-out', { body: {}, headers: { cookie } })
    expect((await authHandler('POST')(request)).status).toBe(200)
    expect(await newest()).toMatchObject({ toState: 'ended', message: 'Ada signed out' })
  })
  it('of a wrong password, without what was typed', async () => {
    await trySignIn(ada.email ?? '', 'wrong password typed')
    expect(await newest()).toMatchObject({ toState: 'failed', actorId: null })
    await trySignIn('my-secret-password@example.com', 'x')
    expect((await newest())?.message).toMatch(/^Sign-in failed on an address nobody has/)
    const all = JSON.stringify(await temp.db.event.findMany())
    expect(all).not.toMatch(/wrong password typed|my-secret-password/)
  })
  it('of strangers’ failures only a few a minute', async () => {
    const before = await temp.db.event.count()
    for (let i = 0; i < 12; i += 1) await trySignIn(`nobody-${i}@example.com`, 'x')
    expect((await temp.db.event.count()) - before).toBeLessThanOrEqual(5)
  })
})
