import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { currentActor, type Actor } from '@/lib/server/auth/actor'
import { ensureMaker } from '@/lib/server/auth/api-token-user'
import { makePerson, signIn, trySignIn, PASSWORD } from '@/lib/server/auth/testing/people'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { createIdentity } from '@/lib/server/identities/identities'
import { createToken } from '@/lib/server/tokens/tokens'
import { listPeople, updatePerson } from './people'

type Person = Actor & { userId: string }
let temp: TempDatabase
let owner: Person
beforeAll(async () => {
  temp = await withTempDatabase()
})
afterAll(() => temp.close())
beforeEach(async () => {
  await temp.db.user.updateMany({ data: { role: 'viewer' } })
  owner = await makePerson('owner', 'Olga')
})

const inAYear = () => new Date(Date.now() + 360 * 24 * 3600_000).toISOString()
const actorOf = (cookie: string) => currentActor(new Headers({ cookie }))

describe('the list', () => {
  it('tells role, identities and when somebody was last seen; leavers come last', async () => {
    const ada = await makePerson('operator', 'Ada')
    await createIdentity(ada, { name: 'one' })
    const gone = await makePerson('designer', 'Gone')
    await updatePerson(owner, gone.userId, { isInTeam: false })
    const people = await listPeople(owner)
    const row = people.find(({ id }) => id === ada.userId)
    expect(row).toMatchObject({ name: 'Ada', role: 'operator', identities: 1, isInTeam: true })
    expect(row?.lastSeenAt).not.toBeNull()
    expect(people.at(-1)).toMatchObject({ id: gone.userId, isInTeam: false })
    expect(people.filter(({ isMe }) => isMe).map(({ id }) => id)).toEqual([owner.userId])
  })
  it('leaves out the row of COCKPIT_API_TOKEN, which nobody can change either', async () => {
    const token: Actor = {
      kind: 'token',
      userId: null,
      name: 'API token',
      email: null,
      role: 'operator',
    }
    const id = await temp.db.$transaction((tx) => ensureMaker(tx, token))
    expect((await listPeople(owner)).map((person) => person.id)).not.toContain(id)
    await expect(updatePerson(owner, id, { role: 'owner' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

describe('roles', () => {
  it('work at the next request', async () => {
    const ada = await makePerson('operator', 'Ada')
    const cookie = await signIn(ada)
    expect(await updatePerson(owner, ada.userId, { role: 'viewer' })).toMatchObject({
      role: 'viewer',
    })
    expect(await actorOf(cookie)).toMatchObject({ role: 'viewer' })
  })
  it('are told with who gave them', async () => {
    const ada = await makePerson('viewer', 'Ada')
    await updatePerson(owner, ada.userId, { role: 'designer' })
    const event = await temp.db.event.findFirst({
      where: { kind: 'user', subjectId: ada.userId },
      orderBy: { id: 'desc' },
    })
    expect(event).toMatchObject({
      fromState: 'viewer',
      toState: 'designer',
      actorId: owner.userId,
      actorName: 'Olga',
      tokenId: null,
    })
  })
  it('change nothing and tell nothing when they are what they were', async () => {
    const before = await temp.db.event.count()
    await updatePerson(owner, owner.userId, { role: 'owner', isInTeam: true })
    expect(await temp.db.event.count()).toBe(before)
  })
})

describe('the last owner', () => {
  it.each([{ role: 'operator' as const }, { isInTeam: false }])('stays: %o', async (change) => {
    await expect(updatePerson(owner, owner.userId, change)).rejects.toMatchObject({
      code: 'LAST_OWNER',
    })
    expect(await temp.db.user.count({ where: { role: 'owner', disabledAt: null } })).toBe(1)
  })
  it('is not saved by an owner who is out of the team', async () => {
    const other = await makePerson('owner', 'Other')
    await updatePerson(owner, other.userId, { isInTeam: false })
    await expect(updatePerson(owner, owner.userId, { role: 'viewer' })).rejects.toMatchObject({
      code: 'LAST_OWNER',
    })
  })
  it('is left when two demote each other at once', async () => {
    const other = await makePerson('owner', 'Other')
    const results = await Promise.allSettled([
      updatePerson(owner, other.userId, { role: 'viewer' }),
      updatePerson(other, owner.userId, { role: 'viewer' }),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await temp.db.user.count({ where: { role: 'owner' } })).toBe(1)
  })
})

describe('taking somebody out of the team', () => {
  it('ends sessions and tokens at once and shuts the door; history keeps the name', async () => {
    const ada = await makePerson('operator', 'Ada')
    const cookie = await signIn(ada)
    const { token } = await createToken(ada, {
      name: 'ci',
      role: 'operator',
      expiresAt: inAYear(),
    })
    await updatePerson(owner, ada.userId, { isInTeam: false })
    expect(await actorOf(cookie)).toBeNull()
    await expect(
      currentActor(new Headers({ authorization: `Bearer ${token}` })),
    ).rejects.toMatchObject({ message: expect.stringContaining('no longer in the team') as string })
    const refused = await trySignIn(ada.email ?? '', PASSWORD)
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain('taken out of the team')
    expect(refused.headers.getSetCookie()).toEqual([])
    expect(await temp.db.session.count({ where: { userId: ada.userId } })).toBe(0)
    expect(await temp.db.user.findUnique({ where: { id: ada.userId } })).toMatchObject({
      name: 'Ada',
    })
  })
  it('is undone by taking them back in; tokens from before stay ended', async () => {
    const ada = await makePerson('designer', 'Ada')
    const { token } = await createToken(ada, {
      name: 'ci',
      role: 'viewer',
      expiresAt: inAYear(),
    })
    await updatePerson(owner, ada.userId, { isInTeam: false })
    await updatePerson(owner, ada.userId, { isInTeam: true })
    expect(await actorOf(await signIn(ada))).toMatchObject({ role: 'designer' })
    await expect(
      currentActor(new Headers({ authorization: `Bearer ${token}` })),
    ).rejects.toMatchObject({ message: expect.stringContaining('revoked') as string })
  })
})

describe('who may', () => {
  it.each(['viewer', 'designer', 'operator'] as const)('not a %s', async (role) => {
    const person = await makePerson(role)
    await expect(updatePerson(person, person.userId, { role: 'owner' })).rejects.toMatchObject({
      code: 'ACCESS_DENIED',
    })
  })
  it("not an owner's token", async () => {
    await expect(
      updatePerson({ ...owner, kind: 'token', tokenId: 't' }, owner.userId, { role: 'owner' }),
    ).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
  })
})
