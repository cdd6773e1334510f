import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { POST } from '@/app/api/v1/setup/route'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { currentActor } from './actor'
import { firstStart, SETUP_RULE } from './first-start'
import { cookieOf, pageRequest, trySignIn } from './testing/people'

let temp: TempDatabase
beforeEach(async () => {
  temp = await withTempDatabase()
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await temp.close()
})

const OWNER = { name: 'Ada', email: 'Ada@Example.com', password: 'a long password' }
async function printed(): Promise<string> {
  let text = ''
  await firstStart((part) => (text += part))
  return text
}
async function newCode(): Promise<string> {
  const code = /enter the code ([A-Z2-9]{4}-[A-Z2-9]{4})$/m.exec(await printed())?.[1]
  if (code === undefined) throw new Error('No code was printed.')
  return code
}
async function setUp(body: unknown) {
  const answer = await POST(pageRequest('POST', '/api/v1/setup', { body }), {
    params: Promise.resolve({}),
  })
  const { error } = (await answer.clone().json()) as { error?: { code: string } }
  return { answer, status: answer.status, code: error?.code }
}

describe('the first start', () => {
  it('prints where to go with a code, and keeps only a hash of it', async () => {
    const text = await printed()
    expect(text).toMatch(/^\nOpen http:\/\/127\.0\.0\.1:3000\/setup and enter the code /)
    const code = text.trim().slice(-9)
    expect(JSON.stringify(await temp.db.setting.findMany())).not.toContain(code)
  })
  it('makes the owner, signs them in, and the code is spent', async () => {
    const code = await newCode()
    const first = await setUp({ ...OWNER, code: code.toLowerCase().replace('-', ' ') })
    expect(first.status).toBe(201)
    const actor = await currentActor(new Headers({ cookie: cookieOf(first.answer) }))
    expect(actor).toMatchObject({ name: 'Ada', email: 'ada@example.com', role: 'owner' })
    expect(await setUp({ ...OWNER, email: 'eve@example.com', code })).toMatchObject({
      status: 409,
      code: 'SETUP_DONE',
    })
    expect((await trySignIn('ada@example.com', OWNER.password)).status).toBe(200)
    expect(await printed()).toBe('')
  })
  it('makes one owner of two that come at once with the code', async () => {
    const code = await newCode()
    const answers = await Promise.all(
      ['a', 'b'].map((name) => setUp({ ...OWNER, email: `${name}@example.com`, code })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await temp.db.user.count()).toBe(1)
  })
  it('refuses a wrong code, and stops guessing', async () => {
    const code = await newCode()
    for (let i = 0; i < SETUP_RULE.max; i += 1)
      expect(await setUp({ ...OWNER, code: 'AAAA-AAAA' })).toMatchObject({
        status: 403,
        code: 'SETUP_CODE_WRONG',
      })
    expect(await setUp({ ...OWNER, code })).toMatchObject({ status: 429, code: 'RATE_LIMITED' })
    expect(await temp.db.user.count()).toBe(0)
  })
  it('makes each start print a new code; the one before stops working', async () => {
    const old = await newCode()
    const code = await newCode()
    expect(await setUp({ ...OWNER, code: old })).toMatchObject({ code: 'SETUP_CODE_WRONG' })
    expect(await setUp({ ...OWNER, code })).toMatchObject({ status: 201 })
  })
  it.each([
    ['a short password', { password: 'short' }],
    ['no e-mail address', { email: 'ada' }],
    ['a role', { role: 'owner' }],
    ['a name with a line break', { name: 'a\nb' }],
  ])('refuses %s without spending the code', async (_, part) => {
    const code = await newCode()
    expect(await setUp({ ...OWNER, code, ...part })).toMatchObject({ status: 400 })
    expect(await setUp({ ...OWNER, code })).toMatchObject({ status: 201 })
  })
})

describe('COCKPIT_OWNER_EMAIL and COCKPIT_OWNER_PASSWORD', () => {
  it('make the owner at start, once, and print nothing', async () => {
    vi.stubEnv('COCKPIT_OWNER_EMAIL', 'Ada@Example.com')
    vi.stubEnv('COCKPIT_OWNER_PASSWORD', 'a long password')
    expect(await printed()).toBe('')
    expect((await trySignIn('ada@example.com', 'a long password')).status).toBe(200)
    vi.stubEnv('COCKPIT_OWNER_PASSWORD', 'another password')
    expect(await printed()).toBe('')
    expect((await trySignIn('ada@example.com', 'another password')).status).toBe(401)
    expect(await temp.db.user.count()).toBe(1)
  })
})
