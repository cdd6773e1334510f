import { createHash, timingSafeEqual } from 'node:crypto'
import { isDomainError } from '@/lib/errors/domain-error'
import {
  bodyHash,
  IDENTITY_HEADER,
  SIGNATURE_HEADER,
  TIME_HEADER,
  verifyWrite,
  writeSigningText,
} from '@/lib/protocol/write-auth'
import type { Endpoint } from './endpoint'
import type { ExplorerOptions } from './options'
import { Refusal } from './refusal'
import { loadExplorerId } from './store/explorer-id'
import { rememberWrite } from './store/seen-writes'

/** Who writes: nobody said (compat mode only), an identity that signed, or an owner. */
export type Caller = { kind: 'unknown' } | { kind: 'identity'; id: string } | { kind: 'owner' }

/** A write as it arrived; `path` is below the base URL and has its query. */
export interface ArrivedWrite {
  request: Request
  path: string
  body: Uint8Array
}

const UNKNOWN: Caller = { kind: 'unknown' }

function isSigned(headers: Headers): boolean {
  return [IDENTITY_HEADER, TIME_HEADER, SIGNATURE_HEADER].some((name) => headers.has(name))
}

/** A page of another site may not use a visitor's reach to write here: browsers name their page, the grid's tools do not. */
function refuseForeignPage(headers: Headers): void {
  if (headers.has('origin') || headers.get('sec-fetch-site') === 'cross-site') {
    throw new Refusal(403, 'a web page must sign its writes')
  }
}

/**
 * Says whether a request without any of the headers may go on, before its body is read.
 *
 * @throws Refusal 401 or 403
 */
export function checkCredentials(
  access: Endpoint['access'],
  headers: Headers,
  { compat }: ExplorerOptions,
): void {
  if (access === 'read') return
  if (access !== 'write' && headers.has('authorization')) return
  if (access === 'write' && isSigned(headers)) return
  if (access !== 'owner' && compat) return refuseForeignPage(headers)
  throw new Refusal(
    401,
    access === 'write'
      ? `this explorer takes signed writes only: send ${IDENTITY_HEADER}, ${TIME_HEADER} and ${SIGNATURE_HEADER}`
      : 'this needs an owner: send Authorization: Bearer and an API token of an owner',
  )
}

/**
 * Finds out who writes.
 *
 * @throws Refusal 401 for a wrong signature or token, 409 for a signature seen before
 */
export async function identifyCaller(
  access: Endpoint['access'],
  write: ArrivedWrite,
  options: ExplorerOptions,
): Promise<Caller> {
  const { headers } = write.request
  if (access === 'read') return UNKNOWN
  if (access === 'write') {
    return isSigned(headers)
      ? { kind: 'identity', id: await verifySigned(write, options) }
      : UNKNOWN
  }
  const authorization = headers.get('authorization')
  if (authorization === null) return UNKNOWN
  if (await isOwner(authorization, options)) return { kind: 'owner' }
  throw new Refusal(401, 'the token is no owner’s, or it has ended')
}

async function verifySigned(write: ArrivedWrite, options: ExplorerOptions): Promise<string> {
  const explorerId = await loadExplorerId()
  const { request, path, body } = write
  const facts = { explorerId, method: request.method, path, body }
  const identity = verifiedIdentity({ ...facts, headers: request.headers, now: options.now() })
  const time = request.headers.get(TIME_HEADER) ?? ''
  const signed = writeSigningText({ ...facts, time, bodySha256: bodyHash(body) })
  const key = createHash('sha256').update(`${identity}\n${signed}`).digest('base64')
  if (await rememberWrite(key, options.now())) return identity
  throw new Refusal(409, 'this signature was used already: sign the request anew to repeat it')
}

function verifiedIdentity(input: Parameters<typeof verifyWrite>[0]): string {
  try {
    return verifyWrite(input)
  } catch (error) {
    if (isDomainError(error)) throw new Refusal(401, error.message)
    throw error
  }
}

function isSameText(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}

async function isOwner(authorization: string, options: ExplorerOptions): Promise<boolean> {
  const token = /^Bearer +([^\s]+)$/i.exec(authorization)?.[1]
  if (token === undefined) return false
  // No early end: how long this takes says nothing about which token is near.
  const known = options.bootstrapTokens.filter((candidate) => isSameText(candidate, token))
  return known.length > 0 || ((await options.isOwnerToken?.(token)) ?? false)
}

/**
 * Demands that the write comes from `owner`; in compat mode, or from nobody who said a name.
 *
 * @throws Refusal 403
 */
export function requireIdentity(caller: Caller, owner: string, what: string): void {
  if (caller.kind === 'unknown') return
  if (caller.kind === 'identity' && caller.id === owner) return
  throw new Refusal(403, `only ${what} may do this, and somebody else signed the request`)
}
