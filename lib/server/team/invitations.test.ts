import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { POST as accept } from '@/app/api/v1/invitations/accept/route'
import { currentActor, type Actor } from '@/lib/server/auth/actor'
import {
  cookieOf,
  makePerson,
  pageRequest,
  PASSWORD,
  signIn,
  trySignIn,
} from '@/lib/server/auth/testing/people'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { INVITATION_MS } from './invitation-code'
import {
  invite,
  listInvitations,
  offerNewPassword,
  reissueInvitation,
  revokeInvitation,
} from './invitations'
import { checkInvitation, join, JOIN_RULE } from './join'

type Person = Actor & { userId: string }
const PASS = 'a long new password'
let temp: TempDatabase
let owner: Person
let count = 0
beforeAll(async () => {
  temp = await withTempDatabase()
  owner = await makePerson('owner', 'Olga')
})
afterAll(() => temp.close())
beforeEach(() => temp.db.rateLimit.deleteMany())
afterEach(() => {
  vi.useRealTimers()
})

const email = () => `new-${(count += 1)}@example.com`
const newcomer = (role: 'viewer' | 'operator' = 'operator') =>
  invite(owner, { email: email(), role })
const headersOf = () => pageRequest('POST', '/x').headers
const joinWith = (code: string, name = 'Grace') => join({ code, name, password: PASS }, headersOf())

describe('an invitation', () => {
  it('is a link with the code in its fragment; only the hash is kept', async () => {
    const made = await newcomer()
    const { pathname, search, hash } = new URL(made.link)
    expect([pathname, search, hash]).toEqual(['/join', '', `#${made.code}`])
    expect(Buffer.from(made.code, 'base64url')).toHaveLength(32)
    const [row, events] = await Promise.all([
      temp.db.invitation.findUniqueOrThrow({ where: { id: made.id } }),
      temp.db.event.findMany(),
    ])
    expect(JSON.stringify([row, events])).not.toContain(made.code)
    expect(row.expiresAt.getTime() - row.createdAt.getTime()).toBeLessThanOrEqual(
      INVITATION_MS + 1000,
    )
  })
  it('makes the person with its role and address, signed in', async () => {
    const made = await newcomer()
    expect(await checkInvitation(made.code)).toMatchObject({
      email: made.email,
      role: 'operator',
      purpose: 'join',
    })
    const request = pageRequest('POST', '/api/v1/invitations/accept', {
      body: { code: made.code, name: 'Grace', password: PASS },
    })
    const answer = await accept(request, { params: Promise.resolve({}) })
    expect(answer.status).toBe(201)
    const actor = await currentActor(new Headers({ cookie: cookieOf(answer) }))
    expect(actor).toMatchObject({ name: 'Grace', email: made.email, role: 'operator' })
    expect((await trySignIn(made.email, PASS)).status).toBe(200)
    expect((await listInvitations(owner)).map(({ id }) => id)).not.toContain(made.id)
  })
  it('works once', async () => {
    const { code } = await newcomer()
    await joinWith(code)
    await expect(joinWith(code)).rejects.toMatchObject({
      code: 'INVITATION_INVALID',
      message: expect.stringContaining('used already') as string,
    })
  })
  it('makes one person of two that come at once', async () => {
    const made = await newcomer()
    const results = await Promise.allSettled([joinWith(made.code), joinWith(made.code, 'Eve')])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await temp.db.user.count({ where: { email: made.email } })).toBe(1)
  })
  it('ends after seven days', async () => {
    const { id, code } = await newcomer()
    await temp.db.invitation.update({
      where: { id },
      data: { expiresAt: new Date(Date.now() - 1) },
    })
    await expect(joinWith(code)).rejects.toMatchObject({
      code: 'INVITATION_INVALID',
      message: expect.stringContaining('seven days') as string,
    })
    expect(await listInvitations(owner)).toContainEqual(
      expect.objectContaining({ id, isEnded: true }),
    )
  })
  it('issued anew has another code and the one before is nothing', async () => {
    const first = await newcomer()
    const second = await reissueInvitation(owner, first.id)
    expect(second).toMatchObject({ id: first.id, email: first.email })
    await expect(checkInvitation(first.code)).rejects.toMatchObject({ code: 'INVITATION_INVALID' })
    await expect(checkInvitation(second.code)).resolves.toMatchObject({ email: first.email })
  })
  it('taken back is nothing', async () => {
    const { id, code } = await newcomer()
    await revokeInvitation(owner, id)
    await expect(joinWith(code)).rejects.toMatchObject({ code: 'INVITATION_INVALID' })
    await expect(revokeInvitation(owner, id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
  it('is refused for somebody who is in, was in, or is invited', async () => {
    const ada = await makePerson('viewer', 'Ada')
    const first = await newcomer()
    for (const known of [ada.email ?? '', first.email])
      await expect(invite(owner, { email: known, role: 'viewer' })).rejects.toMatchObject({
        code: 'ALREADY_EXISTS',
      })
  })
  it('stops guessing, also with the right code', async () => {
    const { code } = await newcomer()
    for (let i = 0; i < JOIN_RULE.max; i += 1)
      await expect(checkInvitation(`guess-${i}`)).rejects.toMatchObject({
        code: 'INVITATION_INVALID',
      })
    await expect(joinWith(code)).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  })
  it('needs a name and a password of ten characters', async () => {
    const { code } = await newcomer()
    const send = async (body: unknown) =>
      (await accept(pageRequest('POST', '/x', { body }), { params: Promise.resolve({}) })).status
    expect(await send({ code, password: PASS })).toBe(400)
    expect(await send({ code, name: 'Grace', password: 'short' })).toBe(400)
    expect(await send({ code, name: 'Grace', password: PASS, role: 'owner' })).toBe(400)
    expect(await send({ code, name: 'Grace', password: PASS })).toBe(201)
  })
  it('may come from an owner only, and from no token', async () => {
    const input = { email: email(), role: 'viewer' } as const
    for (const actor of [
      await makePerson('operator'),
      { ...owner, kind: 'token', tokenId: 't' } as const,
    ])
      await expect(invite(actor, input)).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
  })
})

describe('a link for a new password', () => {
  it('sets it once, ends the sessions and leaves role and name', async () => {
    const ada = await makePerson('designer', 'Ada')
    const before = await signIn(ada)
    const made = await offerNewPassword(owner, ada.userId)
    expect(await checkInvitation(made.code)).toMatchObject({ purpose: 'password' })
    await join({ code: made.code, password: PASS }, headersOf())
    expect(await currentActor(new Headers({ cookie: before }))).toBeNull()
    expect((await trySignIn(ada.email ?? '', PASSWORD)).status).toBe(401)
    const answer = await trySignIn(ada.email ?? '', PASS)
    const actor = await currentActor(new Headers({ cookie: cookieOf(answer) }))
    expect(actor).toMatchObject({ name: 'Ada', role: 'designer' })
    await expect(join({ code: made.code, password: PASS }, headersOf())).rejects.toMatchObject({
      code: 'INVITATION_INVALID',
    })
  })
  it('made anew takes the place of the one before', async () => {
    const ada = await makePerson('designer', 'Ada')
    const first = await offerNewPassword(owner, ada.userId)
    await offerNewPassword(owner, ada.userId)
    await expect(checkInvitation(first.code)).rejects.toMatchObject({ code: 'INVITATION_INVALID' })
  })
})
