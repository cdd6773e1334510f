import { DomainError } from '@/lib/errors/domain-error'
import type { SessionView } from '@/lib/schemas/team'
import { hasRole, requireRole, type Actor } from '@/lib/server/auth/actor'
import { requirePerson } from '@/lib/server/auth/person'
import { db, type Transaction } from '@/lib/server/db/client'
import { by, recordEvent } from '@/lib/server/events/record-event'
import { cleanText } from '@/lib/server/outgoing/clean-text'
import { deviceWords } from './device-words'
import { findPerson } from './people'

const ADDRESS_CHARS = 45

/** Where the actor is signed in, this session first. A token has none. */
export async function listSessions(actor: Actor): Promise<SessionView[]> {
  requireRole(actor, 'viewer')
  const rows = await db().session.findMany({
    where: { userId: actor.userId ?? '', expiresAt: { gt: new Date() } },
    orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
  })
  const views = rows.map((row) => ({
    id: row.id,
    device: deviceWords(row.userAgent),
    address: cleanText(row.ipAddress ?? '', ADDRESS_CHARS) || null,
    isThis: row.id === actor.sessionId,
    since: row.createdAt.toISOString(),
    lastUsedAt: row.updatedAt.toISOString(),
  }))
  return [...views.filter((view) => view.isThis), ...views.filter((view) => !view.isThis)]
}

async function recordEnd(
  tx: Transaction,
  actor: Actor,
  { subjectId, message }: { subjectId: string; message: string },
): Promise<void> {
  await recordEvent(tx, {
    kind: 'session',
    subjectId,
    toState: 'ended',
    message,
    ...by(actor),
    minimumRole: 'owner',
  })
}

/**
 * Ends one session; one's own, or anybody's for an owner.
 *
 * @throws ACCESS_DENIED for a token, NOT_FOUND
 */
export async function endSession(actor: Actor, id: string): Promise<void> {
  const userId = requirePerson(actor, 'end sessions')
  await db().$transaction(async (tx) => {
    const row = await tx.session.findUnique({ where: { id }, include: { user: true } })
    if (row === null || (row.userId !== userId && !hasRole(actor.role, 'owner')))
      throw new DomainError('NOT_FOUND', 'There is no such session. It may have ended.')
    await tx.session.delete({ where: { id } })
    const device = deviceWords(row.userAgent)
    await recordEnd(tx, actor, {
      subjectId: id,
      message: `Session of ${row.user.name} ended: ${device}`,
    })
  })
}

/**
 * Signs out everywhere else: every session of the actor but the one that asks.
 *
 * @returns how many ended
 * @throws ACCESS_DENIED for a token
 */
export async function endOtherSessions(actor: Actor): Promise<number> {
  const userId = requirePerson(actor, 'end sessions')
  return db().$transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({
      where: { userId, id: { not: actor.sessionId ?? '' } },
    })
    if (count > 0)
      await recordEnd(tx, actor, {
        subjectId: userId,
        message: `${actor.name} signed out everywhere else: ${count} ${count === 1 ? 'session' : 'sessions'}`,
      })
    return count
  })
}

/**
 * Ends every session of somebody; owners do this to others.
 *
 * @returns how many ended
 * @throws ACCESS_DENIED, NOT_FOUND
 */
export async function endSessionsOf(actor: Actor, userId: string): Promise<number> {
  requirePerson(actor, 'end sessions')
  requireRole(actor, 'owner')
  return db().$transaction(async (tx) => {
    const person = await findPerson(tx, userId)
    const { count } = await tx.session.deleteMany({ where: { userId } })
    await recordEnd(tx, actor, {
      subjectId: userId,
      message: `All sessions of ${person.name} ended: ${count}`,
    })
    return count
  })
}
