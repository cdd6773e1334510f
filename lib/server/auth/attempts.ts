import { createHash, randomUUID } from 'node:crypto'
import { DomainError } from '@/lib/errors/domain-error'
import { db } from '@/lib/server/db/client'

/** How many attempts in how long. */
export interface AttemptRule {
  max: number
  windowMs: number
}

/** Row key; hashed, so that the table does not list who tried. */
function rowKey(name: string): string {
  return `cockpit:${createHash('sha256').update(name).digest('hex')}`
}

/**
 * Counts one attempt before it is made, so that attempts side by side all count.
 *
 * @param name what is attempted, and on whom: `sign-in:ada@example.com`
 * @throws RATE_LIMITED with `details.retryAfter` in seconds
 */
export async function countAttempt(name: string, rule: AttemptRule): Promise<void> {
  const key = rowKey(name)
  const retryAfter = await db().$transaction(async (tx) => {
    const now = Date.now()
    const row = await tx.rateLimit.findUnique({ where: { key } })
    // lastRequest holds the begin of the window
    const begin = row === null ? 0 : Number(row.lastRequest)
    if (row === null || now - begin >= rule.windowMs) {
      const fresh = { count: 1, lastRequest: BigInt(now) }
      await tx.rateLimit.upsert({
        where: { key },
        create: { id: randomUUID(), key, ...fresh },
        update: fresh,
      })
      return 0
    }
    if (row.count >= rule.max) return Math.max(1, Math.ceil((begin + rule.windowMs - now) / 1000))
    await tx.rateLimit.update({ where: { key }, data: { count: { increment: 1 } } })
    return 0
  })
  if (retryAfter === 0) return
  throw new DomainError('RATE_LIMITED', `Too many attempts. Try again in ${retryAfter} seconds.`, {
    retryAfter,
  })
}

/** Forgets the attempts after a success. */
export async function clearAttempts(name: string): Promise<void> {
  await db().rateLimit.deleteMany({ where: { key: rowKey(name) } })
}
