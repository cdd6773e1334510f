import { createHash, randomBytes } from 'node:crypto'
import { config } from '@/lib/server/config'

const CODE_BYTES = 32
/** How long an invitation can be taken up. */
export const INVITATION_MS = 7 * 24 * 3600_000

/** What is stored of a code. */
export function codeHash(code: string): string {
  return createHash('sha256').update(`cockpit/invitation/${code}`).digest('hex')
}

/** A new code; only its hash is kept. */
export function newCode(): { code: string; codeHash: string } {
  const code = randomBytes(CODE_BYTES).toString('base64url')
  return { code, codeHash: codeHash(code) }
}

/** The address to hand over. Browsers keep the fragment to themselves, so no server or log on the way sees the code. */
export function joinLink(code: string): string {
  return `${config().baseUrl}/join#${code}`
}
