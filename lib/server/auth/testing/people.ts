import { createHash, randomUUID } from 'node:crypto'
import type { Role } from '@/lib/schemas/fields'
import { config } from '@/lib/server/config'
import { db } from '@/lib/server/db/client'
import type { Actor } from '../actor'
import { auth } from '../auth'
import { authHandler } from '../handler'

export const PASSWORD = 'correct horse battery'

/** A person with a password in the test's database, as the actor they are once signed in. */
export async function makePerson(
  role: Role,
  name: string = role,
): Promise<Actor & { userId: string }> {
  const id = randomUUID()
  const email = `${name.toLowerCase()}-${id.slice(0, 8)}@example.com`
  const password = await (await (await auth()).$context).password.hash(PASSWORD)
  await db().user.create({ data: { id, name, email, role } })
  await db().account.create({
    data: { id: randomUUID(), accountId: id, providerId: 'credential', userId: id, password },
  })
  return { kind: 'session', userId: id, name, email, role }
}

/** A request as a browser on our own page sends it. */
export function pageRequest(
  method: string,
  path: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Request {
  const origin = new URL(config().baseUrl).origin
  const sent = new Headers({ origin, host: new URL(origin).host, ...headers })
  if (body === undefined) return new Request(`${origin}${path}`, { method, headers: sent })
  sent.set('content-type', 'application/json')
  return new Request(`${origin}${path}`, { method, headers: sent, body: JSON.stringify(body) })
}

/** An address per database: the auth library counts requests per address, in memory that test files share. */
function testAddress(): string {
  const { dataDir, database } = config()
  const digest = createHash('sha256').update(`${dataDir} ${database.url}`).digest()
  return `10.${digest[0]}.${digest[1]}.${digest[2]}`
}

/** Answers a sign-in attempt, through the handler the app exports. */
export function trySignIn(email: string, password: string): Promise<Response> {
  const request = pageRequest('POST', '/api/auth/sign-in/email', {
    body: { email, password },
    headers: { 'x-forwarded-for': testAddress() },
  })
  return authHandler('POST')(request)
}

/** The cookie header of an answer that signed somebody in. */
export function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
}

/** Signs a person in and gives their cookie header. */
export async function signIn(person: { email: string | null }): Promise<string> {
  const answer = await trySignIn(person.email ?? '', PASSWORD)
  if (!answer.ok) throw new Error(`Sign-in answered ${answer.status}: ${await answer.text()}`)
  return cookieOf(answer)
}
