import { z } from 'zod'
import { DomainError, isDomainError } from '@/lib/errors/domain-error'
import { errorResponse } from '@/lib/server/http/errors'
import { parseWith, readJson } from '@/lib/server/http/json-body'
import { guard } from '@/lib/server/http/route'
import { currentActor } from './actor'
import { clearAttempts, countAttempt, type AttemptRule } from './attempts'
import { auth } from './auth'
import { recordFailedSignIn, recordSignOut } from './session-events'

/** Failed sign-ins per account. */
export const SIGN_IN_RULE: AttemptRule = { max: 10, windowMs: 60_000 }

/** The library brings many more; what the pages do not need is not served. */
const PATHS = {
  GET: ['/get-session'],
  POST: ['/sign-in/email', '/sign-out'],
} as const satisfies Record<string, readonly string[]>

const signInSchema = z.object({ email: z.string().max(254), password: z.string().max(200) })

function isServed(method: 'GET' | 'POST', path: string): boolean {
  return (PATHS[method] as readonly string[]).includes(path)
}

/** The same request with the body we have read, for the library to read again. */
function withBody(request: Request, body: unknown): Request {
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  return new Request(request.url, { method: request.method, headers, body: JSON.stringify(body) })
}

/** The library's refusals, in the form every other refusal has. */
function refusal(status: number, answer: Response): DomainError {
  if (status === 429) {
    const retryAfter = Number(answer.headers.get('x-retry-after')) || 60
    return new DomainError(
      'RATE_LIMITED',
      `Too many attempts. Try again in ${retryAfter} seconds.`,
      {
        retryAfter,
      },
    )
  }
  if (status === 401 || status === 400)
    return new DomainError('SIGN_IN_FAILED', 'The e-mail address or the password is not right.')
  return new DomainError('ACCESS_DENIED', 'The cockpit does not allow this.')
}

async function askLibrary(request: Request): Promise<Response> {
  const answer = await (await auth()).handler(request)
  if (answer.status >= 500) throw new Error(`The auth library answered ${answer.status}.`)
  if (answer.status >= 400) throw refusal(answer.status, answer)
  answer.headers.set('cache-control', 'no-store')
  return answer
}

async function signIn(request: Request): Promise<Response> {
  const body = await readJson(request)
  const email = parseWith(signInSchema, body).email.trim().toLowerCase()
  const name = `sign-in:${email}`
  await countAttempt(name, SIGN_IN_RULE)
  try {
    const answer = await askLibrary(withBody(request, body))
    await clearAttempts(name)
    return answer
  } catch (error) {
    if (isDomainError(error, 'SIGN_IN_FAILED')) await recordFailedSignIn(email, request.headers)
    // The library found the password right; a hook of ours refused the session.
    if (isDomainError(error, 'ACCESS_DENIED'))
      throw new DomainError(
        'ACCESS_DENIED',
        'This account was taken out of the team. An owner can take it back in.',
      )
    throw error
  }
}

async function signOut(request: Request): Promise<Response> {
  const body = await readJson(request)
  const actor = await currentActor(request.headers)
  const answer = await askLibrary(withBody(request, body))
  if (actor?.kind === 'session') await recordSignOut(actor)
  return answer
}

/** What `app/api/auth` exports: the auth library behind the access table, the Origin check and the limits. */
export function authHandler(method: 'GET' | 'POST') {
  return async (request: Request): Promise<Response> => {
    const entry = `${method} /api/auth/[...all]` as const
    try {
      await guard(entry, request)
      const path = new URL(request.url).pathname.replace(/^\/api\/auth/, '')
      if (!isServed(method, path))
        throw new DomainError('NOT_FOUND', 'There is nothing at this address.')
      if (path === '/sign-in/email') return await signIn(request)
      if (path === '/sign-out') return await signOut(request)
      return await askLibrary(request)
    } catch (error) {
      return errorResponse(error, entry)
    }
  }
}
