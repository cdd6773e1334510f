import { randomUUID } from 'node:crypto'
import { databaseTrouble } from '@/lib/server/db/trouble'
import { replyPreflight, withCors } from './cors'
import type { Endpoint } from './endpoint'
import { BODY_DEADLINE_MS, BODY_LIMIT_BYTES, type ExplorerOptions } from './options'
import { Refusal } from './refusal'
import { replyEmpty, replyRefusal } from './reply'
import { readBody } from './request-body'
import { matchRoute } from './router'
import { ADDITION_ENDPOINTS } from './routes/additions'
import { FARM_ENDPOINTS } from './routes/farms'
import { NODE_REPORT_ENDPOINTS } from './routes/node-reports'
import { NODE_ENDPOINTS } from './routes/nodes'
import { POLL_ENDPOINTS } from './routes/poll'
import { RESERVATION_ENDPOINTS } from './routes/reservations'
import { RESULT_ENDPOINTS } from './routes/results'
import { checkCredentials, identifyCaller } from './write-guard'

const ENDPOINTS: readonly Endpoint[] = [
  ...FARM_ENDPOINTS,
  ...NODE_ENDPOINTS,
  ...NODE_REPORT_ENDPOINTS,
  ...POLL_ENDPOINTS,
  ...RESERVATION_ENDPOINTS,
  ...RESULT_ENDPOINTS,
  ...ADDITION_ENDPOINTS,
]

/**
 * Answers one request to the embedded explorer, as PROTOCOL and docs/protocol.md say.
 *
 * @param request with its URL as the client wrote it, base path included
 */
export async function handleExplorer(
  request: Request,
  options: ExplorerOptions,
): Promise<Response> {
  if (request.method === 'OPTIONS') return replyPreflight(request)
  return withCors(request, await answer(request, options))
}

async function answer(request: Request, options: ExplorerOptions): Promise<Response> {
  try {
    return await route(request, options)
  } catch (error) {
    if (error instanceof Refusal) return replyRefusal(error)
    return replyRefusal(unexpected(error, options))
  }
}

function unexpected(error: unknown, options: ExplorerOptions): Refusal {
  const trouble = databaseTrouble(error)
  if (trouble === 'busy')
    return new Refusal(503, 'the explorer is busy and stored nothing; try again in a moment')
  if (trouble === 'unreachable')
    return new Refusal(503, 'the explorer has lost its database; try again in a moment')
  const incident = randomUUID()
  options.report?.(error, incident)
  return new Refusal(
    500,
    `something went wrong inside the explorer; its log has the cause under ${incident}`,
  )
}

const notFound = () => new Refusal(404, '404 page not found', 'text')

async function route(request: Request, options: ExplorerOptions): Promise<Response> {
  const { pathname, search, searchParams } = new URL(request.url)
  const path = pathBelow(pathname, options.basePath)
  if (path === null) throw notFound()
  if (path.includes('//')) {
    const location = `${options.basePath}${path.replace(/\/{2,}/g, '/')}${search}`
    return replyEmpty(301, { location })
  }
  const match = findRoute(request.method, path)
  if (match.kind === 'unknown') throw notFound()
  if (match.kind === 'other-method') return replyEmpty(405)
  const { endpoint, params } = match
  const { body, caller } = await admit(request, `${path}${search}`, endpoint, options)
  return endpoint.handle({ request, params, query: searchParams, body, caller, options })
}

function pathBelow(pathname: string, basePath: string): string | null {
  if (!pathname.startsWith(basePath)) return null
  const path = pathname.slice(basePath.length)
  return path.startsWith('/') ? path : null
}

function findRoute(method: string, path: string): ReturnType<typeof matchRoute> {
  try {
    return matchRoute(ENDPOINTS, method, path)
  } catch (error) {
    if (error instanceof URIError) throw new Refusal(400, '400 Bad Request', 'text')
    throw error
  }
}

/** Reads the body of a write and finds out who sent it. */
async function admit(request: Request, path: string, endpoint: Endpoint, options: ExplorerOptions) {
  checkCredentials(endpoint.access, request.headers, options)
  const limits = {
    bytes: BODY_LIMIT_BYTES,
    deadlineMs: options.bodyDeadlineMs ?? BODY_DEADLINE_MS,
  }
  const isRead = endpoint.access === 'read'
  const bytes = isRead ? new Uint8Array() : await readBody(request, limits, endpoint.form)
  const caller = await identifyCaller(endpoint.access, { request, path, body: bytes }, options)
  // A mark at the beginning stays: it is no JSON, and the original says so.
  const body = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  return { body, caller }
}
