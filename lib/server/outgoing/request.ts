import type { ClientRequest, IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isDomainError } from '@/lib/errors/domain-error'
import { badAnswer, stopped, tooSlow, unreachable } from './failures'
import { cleanText } from './clean-text'
import type { DialAddress, Resolve, Target } from './target'
import { resolveTarget } from './target'

/** From the first step to the last byte of the answer, unless a long poll passes more. */
export const TIMEOUT_MS = 10_000
/** Largest answer read. */
export const MAX_ANSWER_BYTES = 8 * 1024 * 1024

/** A request to a place a person named. */
export interface OutgoingRequest {
  /** subject of every sentence, e.g. `The grid “devnet” (http://…)` */
  who: string
  url: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  headers?: Readonly<Record<string, string>>
  body?: string | undefined
  timeoutMs?: number | undefined
  /** largest answer read, when less than usual is expected */
  maxBytes?: number | undefined
  signal?: AbortSignal | undefined
  /** only the driver of the embedded explorer sets it: our own listener is its target */
  isEmbedded?: boolean
  /** replaced in tests */
  resolve?: Resolve
}

/** An answer, whatever its status. */
export interface OutgoingAnswer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

/** What is known of a request under way; failures are told apart by it. */
interface Progress {
  sent: boolean
}

/**
 * Sends one request and reads its whole answer. No redirects, no decompression, no connection kept.
 *
 * @throws DomainError `TARGET_REFUSED`, `GRID_UNREACHABLE` or `GRID_BAD_ANSWER`; `details.sent` is false when nothing
 *   can have reached the other side
 */
export async function sendRequest(request: OutgoingRequest): Promise<OutgoingAnswer> {
  const { who, timeoutMs = TIMEOUT_MS, signal } = request
  const progress: Progress = { sent: false }
  const deadline = AbortSignal.timeout(timeoutMs)
  const either = signal ? AbortSignal.any([signal, deadline]) : deadline
  try {
    const target = await abortable(
      resolveTarget(who, request.url, {
        isEmbedded: request.isEmbedded ?? false,
        ...(request.resolve ? { resolve: request.resolve } : {}),
      }),
      either,
    )
    return await exchange(request, target, either, progress)
  } catch (error) {
    if (signal?.aborted) throw stopped(who, progress.sent)
    if (deadline.aborted) throw tooSlow(who, timeoutMs, progress.sent)
    throw unreachable(who, error, progress.sent)
  }
}

/** A promise that also ends when `signal` does: a name look-up cannot be cancelled. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error)
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

/** Answers the addresses that were checked, whatever name is asked for: what is dialled is what was checked. */
function fixedLookup(addresses: readonly DialAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses
    if (options.all) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family)
  }
}

function requestOptions(
  { method, headers, body }: OutgoingRequest,
  { url, addresses }: Target,
  signal: AbortSignal,
): RequestOptions {
  const bytes = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
  return {
    method,
    signal,
    agent: false,
    lookup: fixedLookup(addresses),
    headers: { Accept: 'application/json', 'Accept-Encoding': 'identity', ...headers, ...bytes },
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port || undefined,
    path: `${url.pathname}${url.search}`,
  }
}

function exchange(
  request: OutgoingRequest,
  target: Target,
  signal: AbortSignal,
  progress: Progress,
): Promise<OutgoingAnswer> {
  const isTls = target.url.protocol === 'https:'
  const options = requestOptions(request, target, signal)
  return new Promise((resolve, reject) => {
    const call: ClientRequest = (isTls ? httpsRequest : httpRequest)(options)
    call.on('socket', (socket) =>
      socket.once(isTls ? 'secureConnect' : 'connect', () => {
        progress.sent = true
      }),
    )
    call.on('error', reject)
    call.on('response', (response) => {
      // From here on reading the answer says what went wrong; a failed rest of the body no longer matters.
      call.off('error', reject)
      call.on('error', () => undefined)
      readAnswer(request, response)
        .then(resolve, reject)
        .finally(() => call.destroy())
    })
    call.end(request.body)
  })
}

async function readAnswer(
  { who, maxBytes = MAX_ANSWER_BYTES }: OutgoingRequest,
  response: IncomingMessage,
): Promise<OutgoingAnswer> {
  const status = response.statusCode ?? 0
  checkHead(who, status, response.headers, maxBytes)
  const bytes = await readBody(who, response, maxBytes)
  return { status, headers: response.headers, text: decode(who, bytes) }
}

async function readBody(who: string, response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maxBytes) throw tooLarge(who, maxBytes)
      chunks.push(chunk)
    }
  } catch (error) {
    if (isDomainError(error)) throw error
    throw badAnswer(who, 'broke off in the middle of its answer.', error)
  }
  if (!response.complete) throw badAnswer(who, 'broke off in the middle of its answer.')
  return Buffer.concat(chunks)
}

function tooLarge(who: string, maxBytes: number) {
  const mebibyte = 1024 * 1024
  const most = maxBytes < mebibyte ? `${maxBytes / 1024} KiB` : `${maxBytes / mebibyte} MiB`
  return badAnswer(who, `answered more than ${most}; it was cut off.`)
}

function checkHead(
  who: string,
  status: number,
  headers: IncomingHttpHeaders,
  maxBytes: number,
): void {
  if (status >= 300 && status < 400) {
    const to = cleanText(headers.location ?? 'nowhere', 120)
    throw badAnswer(who, `redirects to ${to}. Redirects are not followed: use that address itself.`)
  }
  const encoding = headers['content-encoding']
  if (encoding && encoding !== 'identity')
    throw badAnswer(who, 'sent a compressed answer although none was asked for.')
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(who, maxBytes)
}

function decode(who: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw badAnswer(who, 'answered bytes that are not text.', cause)
  }
}
