import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { POST as exportPost } from '@/app/api/v1/identities/[id]/export/route'
import { POST as explorer } from '@/app/explorer/[[...path]]/route'
import { currentActor, type Actor } from '@/lib/server/auth/actor'
import { makePerson, pageRequest, PASSWORD } from '@/lib/server/auth/testing/people'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { createIdentity, signingIdentity } from '@/lib/server/identities/identities'
import type { Role } from '@/lib/schemas/fields'
import { isTokenText, newTokenText } from './token-text'
import { createToken, listTokens, revokeToken } from './tokens'
import { isOwnerToken } from './use-token'

type Person = Actor & { userId: string }
const DAY_MS = 24 * 3600_000
let temp: TempDatabase
let owner: Person
let ada: Person
beforeAll(async () => {
  temp = await withTempDatabase()
  owner = await makePerson('owner', 'Olga')
  ada = await makePerson('operator', 'Ada')
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await temp.close()
})

const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString()
const make = (maker: Actor, role: Role = 'viewer', days = 30) =>
  createToken(maker, { name: 'ci', role, expiresAt: inDays(days) })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const use = (token: string) => currentActor(new Headers(bearer(token)))

describe('a token', () => {
  it('is ck_ and 32 random bytes, shown once and stored as a hash', async () => {
    const made = await make(ada)
    expect(made.token).toMatch(/^ck_[A-Za-z0-9_-]{43}$/)
    expect(made.token.startsWith(made.hint)).toBe(true)
    const stored = JSON.stringify([
      await temp.db.apiToken.findMany(),
      await temp.db.event.findMany(),
      await listTokens(ada),
    ])
    expect(stored).not.toContain(made.token)
    expect(new Set([newTokenText().text, newTokenText().text]).size).toBe(2)
  })
  it('acts as its maker with its role', async () => {
    const made = await make(ada, 'designer')
    expect(await use(made.token)).toEqual({
      kind: 'token',
      userId: ada.userId,
      name: 'Ada',
      email: ada.email,
      role: 'designer',
      tokenId: made.id,
    })
  })
  it('has no role above its maker’s, and loses with them what they lose', async () => {
    await expect(make(ada, 'owner')).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
    const bea = await makePerson('operator', 'Bea')
    const { token } = await make(bea, 'operator')
    await temp.db.user.update({ where: { id: bea.userId }, data: { role: 'viewer' } })
    expect(await use(token)).toMatchObject({ role: 'viewer' })
    expect(await listTokens(bea)).toMatchObject([{ role: 'operator', effectiveRole: 'viewer' }])
    await temp.db.user.update({ where: { id: bea.userId }, data: { role: 'owner' } })
    expect(await use(token)).toMatchObject({ role: 'operator' })
  })
  it('ends at its date, with a sentence that says so', async () => {
    const { id, token } = await make(ada)
    await temp.db.apiToken.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } })
    await expect(use(token)).rejects.toMatchObject({
      code: 'SIGN_IN_REQUIRED',
      message: expect.stringMatching(/"ci" ended at 20/) as string,
    })
  })
  it.each([
    ['over already', -1],
    ['more than a year away', 400],
  ])('has no end that is %s', async (_, days) => {
    await expect(make(ada, 'viewer', days)).rejects.toMatchObject({ code: 'TOKEN_END_INVALID' })
  })
  it.each([
    'ck_',
    `ck_${'A'.repeat(43)}`,
    `ck_${'A'.repeat(44)}`,
    `CK_${'A'.repeat(43)}`,
    'a'.repeat(64),
    "ck_'OR'1'='1",
  ])('is not %s', async (text) => {
    await expect(currentActor(new Headers(bearer(text)))).rejects.toMatchObject({
      code: 'SIGN_IN_REQUIRED',
    })
  })
  it('is not its own hash', async () => {
    const { id } = await make(ada)
    const { hash } = await temp.db.apiToken.findUniqueOrThrow({ where: { id } })
    expect(isTokenText(hash)).toBe(false)
    await expect(use(hash)).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' })
  })
  it('notes its last use, at most once a minute', async () => {
    const { id, token } = await make(ada)
    const lastUse = async () =>
      (await temp.db.apiToken.findUniqueOrThrow({ where: { id } })).lastUsedAt?.getTime() ?? null
    expect(await lastUse()).toBeNull()
    await use(token)
    const first = await lastUse()
    expect(first).not.toBeNull()
    await use(token)
    expect(await lastUse()).toBe(first)
    const old = new Date(Date.now() - 61_000)
    await temp.db.apiToken.update({ where: { id }, data: { lastUsedAt: old } })
    await use(token)
    expect(await lastUse()).toBeGreaterThan(old.getTime())
  })
})

describe('revoking', () => {
  it('is for the maker and for owners, and works at once', async () => {
    const [first, second] = [await make(ada), await make(ada)]
    const bea = await makePerson('operator', 'Bea')
    await expect(revokeToken(bea, first.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await revokeToken(ada, first.id)
    await revokeToken(owner, second.id)
    for (const { token } of [first, second])
      await expect(use(token)).rejects.toMatchObject({
        message: expect.stringContaining('revoked') as string,
      })
    await expect(revokeToken(ada, first.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
  it('shows people their own tokens, owners all', async () => {
    const bea = await makePerson('designer', 'Bea')
    await make(bea)
    expect((await listTokens(bea)).map(({ makerName }) => makerName)).toEqual(['Bea'])
    expect(new Set((await listTokens(owner)).map(({ makerName }) => makerName))).toEqual(
      new Set(['Ada', 'Bea']),
    )
  })
})

describe('what a token may not do', () => {
  it('make and revoke tokens', async () => {
    const { id, token } = await make(owner, 'owner')
    const actor = await use(token)
    if (actor === null) throw new Error('The token is not known.')
    await expect(make(actor)).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
    await expect(revokeToken(actor, id)).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
  })
  it('export a seed, though its maker may', async () => {
    const { id } = await createIdentity(owner, { name: 'sealed' })
    const { token } = await make(owner, 'owner')
    const answer = await exportPost(
      pageRequest('POST', '/x', { body: { password: PASSWORD }, headers: bearer(token) }),
      { params: Promise.resolve({ id }) },
    )
    expect(answer.status).toBe(403)
    expect(answer.headers.get('content-type')).toContain('application/json')
  })
  it('sign with more than its maker may', async () => {
    const [mine, hers] = [
      await createIdentity(ada, { name: 'mine' }),
      await createIdentity(owner, { name: 'hers' }),
    ]
    const actor = await use((await make(ada, 'operator')).token)
    if (actor === null) throw new Error('The token is not known.')
    expect((await signingIdentity(actor, mine.id)).id).toBe(mine.publicId)
    await expect(signingIdentity(actor, hers.id)).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
    const low = await use((await make(ada, 'designer')).token)
    if (low === null) throw new Error('The token is not known.')
    await expect(signingIdentity(low, mine.id)).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
  })
})

describe('the embedded explorer', () => {
  const addFarm = (token: string, name: string) =>
    explorer(
      new Request('http://127.0.0.1:3000/explorer/farms', {
        method: 'POST',
        headers: { ...bearer(token), 'content-type': 'application/json' },
        body: JSON.stringify({
          name,
          threebot_id: 1,
          iyo_organization: '',
          wallet_addresses: [],
          location: { city: 'Ghent', country: 'Belgium', continent: 'Europe' },
          email: '',
          resource_prices: [],
          prefix_zero: '',
        }),
      }),
    )
  it('takes an owner’s token for its farms, and no other', async () => {
    const [strong, weak] = [await make(owner, 'owner'), await make(owner, 'operator')]
    expect((await addFarm(strong.token, 'attic')).status).toBe(201)
    expect((await addFarm(weak.token, 'cellar')).status).toBe(401)
    await revokeToken(owner, strong.id)
    expect((await addFarm(strong.token, 'shed')).status).toBe(401)
    expect(await isOwnerToken('no token')).toBe(false)
  })
})
