import { createHash, randomBytes } from 'node:crypto'

const PREFIX = 'ck_'
const RANDOM_BYTES = 32
const HINT_CHARS = 8
// 32 bytes are 43 characters of base64url
const FORM = /^ck_[A-Za-z0-9_-]{43}$/

/** A token as it is shown once, and what is kept of it. */
export interface NewTokenText {
  text: string
  hash: string
  hint: string
}

/** sha256 of a token, in hex. The token is 32 random bytes: a plain hash cannot be guessed back. */
export function tokenHash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Whether a text has the form of our tokens. */
export function isTokenText(text: string): boolean {
  return FORM.test(text)
}

/** A new token: `ck_` and 32 random bytes. */
export function newTokenText(): NewTokenText {
  const text = PREFIX + randomBytes(RANDOM_BYTES).toString('base64url')
  return { text, hash: tokenHash(text), hint: text.slice(0, HINT_CHARS) }
}
