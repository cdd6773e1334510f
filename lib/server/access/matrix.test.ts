import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Role } from '@/lib/schemas/fields'
import { makePerson, pageRequest, signIn } from '@/lib/server/auth/testing/people'
import { hasRole } from '@/lib/server/auth/roles'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { route } from '@/lib/server/http/route'
import { createToken } from '@/lib/server/tokens/tokens'
import { pageActor } from './page'
import { ACCESS, TOKEN_MAY_NOT, type Access, type RouteEntry } from './table'

let asked = new Headers()
vi.mock('next/headers', () => ({ headers: () => Promise.resolve(asked) }))
vi.mock('next/navigation', () => ({
  forbidden: () => {
    throw new Error('forbidden')
  },
  redirect: (to: string) => {
    throw new Error(`redirect ${to}`)
  },
}))

const ROLES = ['viewer', 'designer', 'operator', 'owner'] as const
const rows: [string, Access][] = Object.entries(ACCESS)
const guarded = rows.filter(
  (row): row is [string, Role] => row[1] !== 'public' && row[1] !== 'explorer',
)
const isPage = ([key]: [string, Role]) => /^(PAGE|LAYOUT) /.test(key)

let temp: TempDatabase
const sessions = {} as Record<Role, string>
const tokens = {} as Record<Role, string>
beforeAll(async () => {
  temp = await withTempDatabase()
  const expiresAt = new Date(Date.now() + 3600_000).toISOString()
  const owner = await makePerson('owner', 'Maker')
  for (const role of ROLES) {
    sessions[role] = await signIn(await makePerson(role))
    tokens[role] = (await createToken(owner, { name: role, role, expiresAt })).token
  }
})
afterAll(() => temp.close())

async function statusOf(entry: string, headers: Record<string, string>): Promise<number> {
  const request = pageRequest(entry.split(' ')[0] ?? 'GET', '/x', { headers })
  const handler = route(entry as RouteEntry, {}, () => ({ done: true }))
  return (await handler(request, { params: Promise.resolve({}) })).status
}

async function pageOf(entry: string, headers: Record<string, string>): Promise<string> {
  asked = new Headers(headers)
  return pageActor(entry as 'PAGE /').then(
    () => 'shown',
    (error: Error) => error.message,
  )
}

describe.each(guarded.filter((row) => !isPage(row)))('%s, for %s and up', (entry, needed) => {
  it('by session', async () => {
    for (const role of ROLES)
      expect([role, await statusOf(entry, { cookie: sessions[role] })]).toEqual([
        role,
        hasRole(role, needed) ? 200 : 403,
      ])
  })
  it('by token', async () => {
    for (const role of ROLES) {
      const may = hasRole(role, needed) && !TOKEN_MAY_NOT.has(entry as RouteEntry)
      const authorization = `Bearer ${tokens[role]}`
      expect([role, await statusOf(entry, { authorization })]).toEqual([role, may ? 200 : 403])
    }
  })
})

describe.each(guarded.filter(isPage))('%s, for %s and up', (entry, needed) => {
  it('by session and by token', async () => {
    for (const role of ROLES)
      for (const headers of <Record<string, string>[]>[
        { cookie: sessions[role] },
        { authorization: `Bearer ${tokens[role]}` },
      ])
        expect([role, await pageOf(entry, headers)]).toEqual([
          role,
          hasRole(role, needed) ? 'shown' : 'forbidden',
        ])
  })
  it('not for strangers', async () => {
    expect(await pageOf(entry, {})).toBe('redirect /sign-in')
    expect(await pageOf(entry, { authorization: 'Bearer ck_x' })).toBe('redirect /sign-in')
  })
})

describe('what no token may do', () => {
  it('is every act about people, tokens and sessions, and taking a seed out', () => {
    const acts = rows
      .map(([key]) => key)
      .filter((key) =>
        /^(POST|PUT|PATCH|DELETE) \/api\/v1\/(users|invitations|tokens|sessions)/.test(key),
      )
      .filter((key) => ACCESS[key as RouteEntry] !== 'public')
    expect([...TOKEN_MAY_NOT].sort()).toEqual(
      [...acts, 'POST /api/v1/identities/[id]/export'].sort(),
    )
  })
})
