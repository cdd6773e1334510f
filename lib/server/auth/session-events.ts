import { isDomainError } from '@/lib/errors/domain-error'
import { db } from '@/lib/server/db/client'
import { by, recordEvent, type EventInput } from '@/lib/server/events/record-event'
import { deviceWords } from '@/lib/server/team/device-words'
import { cleanText } from '@/lib/server/outgoing/clean-text'
import type { Actor } from './actor'
import { countAttempt, type AttemptRule } from './attempts'

/** Failures on addresses nobody has: told a few times a minute, so that a stranger cannot fill the database. */
const UNKNOWN_RULE: AttemptRule = { max: 5, windowMs: 60_000 }
const ADDRESS_CHARS = 45

/** What the auth library knows of a session it made. */
interface MadeSession {
  id: string
  userId: string
  ipAddress?: string | null | undefined
  userAgent?: string | null | undefined
}

/** ` from 192.0.2.7, Firefox on Linux`; the address is what the connection or a proxy said. */
function whence(address: string | null | undefined, userAgent: string | null | undefined): string {
  const from = cleanText(address ?? '', ADDRESS_CHARS)
  return `${from === '' ? '' : ` from ${from}`}, ${deviceWords(userAgent ?? null)}`
}

async function record(event: Omit<EventInput, 'kind' | 'minimumRole'>): Promise<void> {
  await db().$transaction((tx) =>
    recordEvent(tx, { kind: 'session', minimumRole: 'owner', ...event }),
  )
}

/** Tells that somebody signed in, whichever way. */
export async function recordSignIn(session: MadeSession): Promise<void> {
  const user = await db().user.findUnique({ where: { id: session.userId } })
  if (user === null) return
  await record({
    subjectId: session.id,
    toState: 'open',
    message: `${user.name} signed in${whence(session.ipAddress, session.userAgent)}`,
    actorId: user.id,
    actorName: user.name,
  })
}

/** Tells that somebody signed out. */
export async function recordSignOut(actor: Actor): Promise<void> {
  const subjectId = actor.sessionId ?? ''
  await record({ subjectId, toState: 'ended', message: `${actor.name} signed out`, ...by(actor) })
}

/** Tells of a wrong password. What was typed for an address nobody has is not written down: it may be a password. */
export async function recordFailedSignIn(email: string, headers: Headers): Promise<void> {
  const user = await db().user.findUnique({ where: { email } })
  if (user === null && (await isTooMuch())) return
  const whom = user === null ? 'on an address nobody has' : `as ${user.name}`
  const from = headers.get('x-forwarded-for')?.split(',', 1)[0]
  await record({
    subjectId: user?.id ?? 'unknown',
    toState: 'failed',
    message: `Sign-in failed ${whom}${whence(from, headers.get('user-agent'))}`,
    actorName: 'Not signed in',
  })
}

async function isTooMuch(): Promise<boolean> {
  try {
    await countAttempt('sign-in-unknown', UNKNOWN_RULE)
    return false
  } catch (error) {
    if (isDomainError(error, 'RATE_LIMITED')) return true
    throw error
  }
}
