import { sha256 } from '@noble/hashes/sha2.js'
import { fromBase64, toBase64, toHex, utf8 } from '@/lib/crypto/encoding'
import { signBytes, verifyBytes, type Identity } from '@/lib/crypto/identity'
import { DomainError } from '@/lib/errors/domain-error'

export const IDENTITY_HEADER = 'X-Grid-Identity'
/** unix milliseconds */
export const TIME_HEADER = 'X-Grid-Time'
/** base64 of the ed25519 signature */
export const SIGNATURE_HEADER = 'X-Grid-Signature'
/** one-time token that lets a new node join a farm */
export const ENROLMENT_HEADER = 'X-Grid-Enrolment'
/** How far the clocks of a writer and the explorer may be apart. */
export const MAX_SKEW_MS = 5 * 60_000

const SCHEME = 'cockpit-grid-v1'

/** What a write is: `path` is below the explorer's base URL and has its query; `time` is unix milliseconds. */
export interface WriteFacts {
  explorerId: string
  method: string
  path: string
  time: number
  body: string | Uint8Array
}

/** The text whose signature a write carries. */
export function writeSigningText(
  facts: Omit<WriteFacts, 'body' | 'time'> & { time: number | string; bodySha256: string },
): string {
  const { explorerId, method, path, time, bodySha256 } = facts
  return [SCHEME, explorerId, method.toUpperCase(), path, String(time), bodySha256].join('\n')
}

/** Lower-case hex SHA-256 of a body. */
export function bodyHash(body: string | Uint8Array): string {
  return toHex(sha256(typeof body === 'string' ? utf8(body) : body))
}

/** The three headers that make a write acceptable. A signature is accepted once: sign anew to repeat. */
export function signedWriteHeaders(identity: Identity, facts: WriteFacts): Record<string, string> {
  const text = writeSigningText({ ...facts, bodySha256: bodyHash(facts.body) })
  return {
    [IDENTITY_HEADER]: identity.id,
    [TIME_HEADER]: String(facts.time),
    [SIGNATURE_HEADER]: toBase64(signBytes(identity, utf8(text))),
  }
}

/**
 * Who signed a write. Whether a signature was used before, and whether that identity may do this, is for the caller.
 *
 * @param input.headers anything with a `get`, such as a web `Headers`
 * @param input.now unix milliseconds
 * @throws DomainError `INVALID_SIGNATURE`, `CLOCK_SKEW`
 */
export function verifyWrite(
  input: Omit<WriteFacts, 'time'> & {
    headers: { get(name: string): string | null }
    now: number
  },
): string {
  const identity = input.headers.get(IDENTITY_HEADER)
  const time = input.headers.get(TIME_HEADER)
  const signature = input.headers.get(SIGNATURE_HEADER)
  if (!identity || !time || !signature || !/^\d{1,15}$/.test(time))
    throw new DomainError(
      'INVALID_SIGNATURE',
      `The write is not signed: send ${IDENTITY_HEADER}, ${TIME_HEADER} and ${SIGNATURE_HEADER}.`,
    )
  const text = writeSigningText({ ...input, time, bodySha256: bodyHash(input.body) })
  if (!isSigned(identity, text, signature))
    throw new DomainError(
      'INVALID_SIGNATURE',
      'The signature of this write is wrong. Sign explorer id, method, path, time and body as they are sent.',
    )
  checkSkew(Number(time), input.now)
  return identity
}

function isSigned(identity: string, text: string, signature: string): boolean {
  try {
    return verifyBytes(identity, utf8(text), fromBase64(signature))
  } catch {
    return false
  }
}

function checkSkew(time: number, now: number) {
  if (Math.abs(time - now) <= MAX_SKEW_MS) return
  const minutes = Math.round(Math.abs(time - now) / 60_000)
  throw new DomainError(
    'CLOCK_SKEW',
    `The clocks are ${minutes} min apart; at most ${MAX_SKEW_MS / 60_000} min are accepted. Set the clock of the writer.`,
  )
}
