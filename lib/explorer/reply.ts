import { encodeGoString } from './go-decode/go-encode'
import type { Refusal } from './refusal'

const JSON_TYPE = 'application/json'
const JSON_ERROR_TYPE = 'application/json; charset=utf-8'
/** Content-Type of text answers. */
export const TEXT_TYPE = 'text/plain; charset=utf-8'

// Bytes instead of text: a text body would make the platform add a Content-Type of its own.
function respond(status: number, body: string | null, headers: Record<string, string>): Response {
  return new Response(body === null ? null : new TextEncoder().encode(body), { status, headers })
}

/** 200 with JSON; the type is exactly `application/json`, which node daemons insist on. */
export function replyJson(body: string, status = 200): Response {
  return respond(status, `${body}\n`, { 'content-type': JSON_TYPE })
}

/** An answer without a body; some of the original's carry a Content-Type nevertheless. */
export function replyEmpty(status: number, headers: Record<string, string> = {}): Response {
  return respond(status, null, headers)
}

/** Empty 200 of the endpoints that set the JSON type and then write nothing. */
export function replyEmptyJson(): Response {
  return replyEmpty(200, { 'content-type': JSON_TYPE })
}

/** A line of text. */
export function replyText(status: number, text: string): Response {
  return respond(status, `${text}\n`, { 'content-type': TEXT_TYPE })
}

/** The error in the form its endpoint uses: `{"Error":"…"}` or a line of text. */
export function replyRefusal(refusal: Refusal): Response {
  const nosniff = { 'x-content-type-options': 'nosniff' }
  if (refusal.form === 'text') {
    return respond(refusal.status, `${refusal.message}\n`, {
      'content-type': TEXT_TYPE,
      ...nosniff,
    })
  }
  const body = `{"Error":${encodeGoString(refusal.message)}}\n`
  return respond(refusal.status, body, { 'content-type': JSON_ERROR_TYPE, ...nosniff })
}
