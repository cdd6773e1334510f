import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GET as csv } from '@/app/api/v1/audit/csv/route'
import { auditQuerySchema } from '@/lib/schemas/team'
import type { Actor } from '@/lib/server/auth/actor'
import { makePerson, pageRequest, signIn } from '@/lib/server/auth/testing/people'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { createToken } from '@/lib/server/tokens/tokens'
import { auditPage } from './audit'
import { by, recordEvent, type EventInput } from './record-event'

type Person = Actor & { userId: string }
let temp: TempDatabase
let owner: Person
let ada: Person
let token: Actor
const ENVIRONMENT: Actor = {
  kind: 'token',
  userId: null,
  name: 'API token',
  email: null,
  role: 'operator',
  tokenId: 'environment',
}

const happen = (event: Partial<EventInput>) =>
  temp.db.$transaction((tx) =>
    recordEvent(tx, { kind: 'network', subjectId: 'n1', message: 'Something', ...event }),
  )

beforeAll(async () => {
  temp = await withTempDatabase()
  owner = await makePerson('owner', 'Olga')
  ada = await makePerson('operator', 'Ada')
  const expiresAt = new Date(Date.now() + 3600_000).toISOString()
  const made = await createToken(ada, { name: 'ci', role: 'operator', expiresAt })
  token = { ...ada, kind: 'token', tokenId: made.id }
  await happen({ message: 'Network "harbor" saved', ...by(ada) })
  await happen({ message: 'Network "kestrel" saved', ...by(token) })
  await happen({ kind: 'grid', message: 'Grid “attic” added.', ...by(ENVIRONMENT) })
  await happen({ kind: 'user', message: 'Ada is operator now', ...by(owner), minimumRole: 'owner' })
  await happen({ message: 'Deployed; nobody did this', actorId: ada.userId })
})
afterAll(() => temp.close())

const ask = async (actor: Actor, query: Record<string, unknown> = {}) =>
  (await auditPage(actor, auditQuerySchema.parse(query))).rows

describe('the audit page', () => {
  it('has what somebody did, newest first, with the token it was done with', async () => {
    expect((await ask(owner)).map(({ message, tokenName }) => [message, tokenName])).toEqual([
      ['Ada is operator now', null],
      ['Grid “attic” added.', 'COCKPIT_API_TOKEN'],
      ['Network "kestrel" saved', 'ci'],
      ['Network "harbor" saved', null],
      [expect.stringMatching(/^API token "ci" made/), null],
    ])
  })
  it('shows an operator what operators may read, and nothing to the roles below', async () => {
    const messages = (await ask(ada)).map(({ message }) => message)
    expect(messages).toEqual([
      'Grid “attic” added.',
      'Network "kestrel" saved',
      'Network "harbor" saved',
    ])
    for (const role of ['viewer', 'designer'] as const)
      await expect(ask(await makePerson(role))).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
  })
  it.each([
    [{ q: 'KESTREL network' }, ['Network "kestrel" saved']],
    [{ q: 'kestrel attic' }, []],
    [{ q: "' OR 1=1" }, []],
    [{ kind: 'grid' }, ['Grid “attic” added.']],
    [{ person: 'environment' }, ['Grid “attic” added.']],
    [{ to: '2020-01-01T00:00:00Z' }, []],
    [{ from: '2020-01-01T00:00:00Z', kind: 'user' }, ['Ada is operator now']],
  ])('filters by %o', async (query, messages) => {
    expect((await ask(owner, query)).map(({ message }) => message)).toEqual(messages)
  })
  it('filters by person, their tokens too', async () => {
    const rows = await ask(owner, { person: ada.userId, kind: 'network' })
    expect(rows.map(({ actorName }) => actorName)).toEqual(['Ada', 'Ada'])
  })
  it('goes on where the page before ended, without gap or repetition', async () => {
    const all = await ask(owner)
    const seen: number[] = []
    let before: number | undefined
    do {
      const page = await auditPage(owner, auditQuerySchema.parse({ limit: 2, before }))
      seen.push(...page.rows.map(({ id }) => id))
      before = page.next ?? undefined
    } while (before !== undefined)
    expect(seen).toEqual(all.map(({ id }) => id))
  })
  it('is also a CSV file, where nothing becomes a formula', async () => {
    await happen({
      message: '=HYPERLINK("https://evil.example")',
      ...by(owner),
      minimumRole: 'owner',
    })
    const request = pageRequest('GET', '/api/v1/audit/csv', {
      headers: { cookie: await signIn(owner) },
    })
    const answer = await csv(request, { params: Promise.resolve({}) })
    expect(answer.headers.get('content-disposition')).toContain('audit.csv')
    const lines = (await answer.text()).trimEnd().split('\r\n')
    expect(lines[0]).toBe('id,at,person,token,kind,subject,message')
    expect(lines.some((line) => line.endsWith(`"'=HYPERLINK(""https://evil.example"")"`))).toBe(
      true,
    )
    expect(lines.length).toBe((await ask(owner)).length + 1)
  })
})

describe('the rows', () => {
  it('are never changed nor deleted, by anybody', async () => {
    const before = await temp.db.event.findMany()
    const where = { id: before[0]?.id ?? 0 }
    const { event } = temp.db
    await expect(event.update({ where, data: { message: 'x' } })).rejects.toThrow()
    await expect(event.updateMany({ data: { actorId: null } })).rejects.toThrow()
    await expect(event.delete({ where })).rejects.toThrow()
    await expect(event.deleteMany()).rejects.toThrow()
    expect(await temp.db.event.findMany()).toEqual(before)
  })
})
