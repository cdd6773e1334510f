import { auth } from '@/lib/server/auth/auth'
import type { Actor } from '@/lib/server/auth/actor'
import { requirePassword } from '@/lib/server/auth/password'
import { requirePerson } from '@/lib/server/auth/person'
import { db } from '@/lib/server/db/client'
import { by, recordEvent } from '@/lib/server/events/record-event'

/**
 * Changes one's own password, and signs out everywhere else: whoever knew the old one is out.
 *
 * @throws ACCESS_DENIED for a token, SIGN_IN_FAILED, RATE_LIMITED
 */
export async function changePassword(
  actor: Actor,
  input: { current: string; next: string },
): Promise<void> {
  const userId = requirePerson(actor, 'change a password')
  await requirePassword(userId, input.current)
  const password = await (await (await auth()).$context).password.hash(input.next)
  await db().$transaction(async (tx) => {
    await tx.account.updateMany({ where: { userId, providerId: 'credential' }, data: { password } })
    await tx.session.deleteMany({ where: { userId, id: { not: actor.sessionId ?? '' } } })
    // Links that an owner made for this person would undo what they just did.
    await tx.invitation.deleteMany({ where: { userId, acceptedAt: null } })
    await recordEvent(tx, {
      kind: 'user',
      subjectId: userId,
      message: `${actor.name} changed the password; other sessions ended`,
      ...by(actor),
      minimumRole: 'owner',
    })
  })
}
