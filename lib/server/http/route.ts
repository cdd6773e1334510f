import type { z } from 'zod'
import { DomainError } from '@/lib/errors/domain-error'
import {
  ACCESS,
  type Access,
  type RouteEntry,
  TOKEN_MAY,
  TOKEN_MAY_NOT,
} from '@/lib/server/access/table'
import { currentActor, ENVIRONMENT_TOKEN, requireRole, type Actor } from '@/lib/server/auth/actor'
import { errorResponse } from './errors'
import { parseWith, readJson } from './json-body'
import { checkOrigin } from './origin'

/** Names in brackets of a path: `/nodes/[gridId]/[nodeId]` → gridId, nodeId. */
type ParamNames<Path extends string> = Path extends `${string}[${infer Name}]${infer Rest}`
  ? Name | ParamNames<Rest>
  : never
type Params<Key extends string> = { [Name in ParamNames<Key>]: string }
type ActorOf<Key extends RouteEntry> = (typeof ACCESS)[Key] extends 'public' | 'explorer'
  ? Actor | null
  : Actor
type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined

interface RouteSpec<Q, B> {
  query?: Q
  body?: B
  /** status of a JSON answer; 200 when left out */
  status?: number
}
interface RouteInput<Key extends RouteEntry, Q, B> {
  actor: ActorOf<Key>
  params: Params<Key>
  query: Parsed<Q>
  body: Parsed<B>
  request: Request
}
/** What Next hands to a route handler beside the request. */
interface RouteContext {
  params: Promise<unknown>
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * The actor, when the table lets them in.
 *
 * @throws SIGN_IN_REQUIRED, ACCESS_DENIED, ORIGIN_REFUSED
 */
export async function guard(entry: RouteEntry, request: Request): Promise<Actor | null> {
  const access: Access | undefined = ACCESS[entry]
  if (access === undefined)
    throw new DomainError('ACCESS_DENIED', `${entry} is not in the access table.`)
  const isChange = !SAFE_METHODS.has(request.method)
  if (access === 'public' || access === 'explorer') {
    // Signing in from another site's page would plant that site's session here.
    if (isChange && request.headers.has('origin')) checkOrigin(request.headers)
    return null
  }
  const actor = await currentActor(request.headers)
  if (actor === null)
    throw new DomainError(
      'SIGN_IN_REQUIRED',
      'Sign in first, or send an API token as Authorization: Bearer.',
    )
  if (actor.kind === 'session' && isChange) checkOrigin(request.headers)
  if (actor.kind === 'token' && TOKEN_MAY_NOT.has(entry))
    throw new DomainError('ACCESS_DENIED', 'No API token may do this. Sign in as a person.')
  if (!(actor.tokenId === ENVIRONMENT_TOKEN && TOKEN_MAY.has(entry))) requireRole(actor, access)
  return actor
}

function toResponse(answer: unknown, status: number): Response {
  if (answer instanceof Response) {
    if (!answer.headers.has('cache-control')) answer.headers.set('cache-control', 'no-store')
    return answer
  }
  const headers = { 'cache-control': 'no-store' }
  if (answer === undefined) return new Response(null, { status: 204, headers })
  return Response.json(answer, { status, headers })
}

/**
 * A route handler: guarded by the access table, parsed by zod, every refusal in one form. The handler's plain data
 * becomes JSON, `undefined` becomes 204, a Response is sent as it is.
 *
 * @example export const GET = route('GET /api/v1/me', {}, ({ actor }) => toMeView(actor))
 */
export function route<
  Key extends RouteEntry,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(
  entry: Key,
  spec: RouteSpec<Q, B>,
  handler: (input: RouteInput<Key, Q, B>) => unknown,
): (request: Request, context: RouteContext) => Promise<Response> {
  return async (request, context) => {
    try {
      const actor = await guard(entry, request)
      const search = Object.fromEntries(new URL(request.url).searchParams)
      const input = {
        actor,
        params: await context.params,
        query: spec.query && parseWith(spec.query, search),
        body: spec.body && parseWith(spec.body, await readJson(request)),
        request,
      }
      // The table decides whether `actor` may be null and the path names the params: both are the entry's own type.
      return toResponse(await handler(input as RouteInput<Key, Q, B>), spec.status ?? 200)
    } catch (error) {
      return errorResponse(error, entry)
    }
  }
}
