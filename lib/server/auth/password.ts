import { DomainError } from '@/lib/errors/domain-error'
import { db } from '@/lib/server/db/client'
import { clearAttempts, countAttempt, type AttemptRule } from './attempts'
import { auth } from './auth'

/** Passwords typed again by somebody who is signed in. */
export const PASSWORD_RULE: AttemptRule = { max: 5, windowMs: 60_000 }

/**
 * Asks a signed-in person for their password once more.
 *
 * @throws SIGN_IN_FAILED, RATE_LIMITED
 */
export async function requirePassword(userId: string, password: string): Promise<void> {
  const attempt = `password:${userId}`
  await countAttempt(attempt, PASSWORD_RULE)
  const account = await db().account.findFirst({ where: { userId, providerId: 'credential' } })
  const { password: passwords } = await (await auth()).$context
  const hash = account?.password ?? null
  if (hash === null || !(await passwords.verify({ hash, password })))
    throw new DomainError('SIGN_IN_FAILED', 'That is not your password. Nothing was done.')
  await clearAttempts(attempt)
}
