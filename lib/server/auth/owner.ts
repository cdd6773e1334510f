import { randomUUID } from 'node:crypto'
import { DomainError } from '@/lib/errors/domain-error'
import { db, type Transaction } from '@/lib/server/db/client'
import { recordEvent } from '@/lib/server/events/record-event'
import { auth } from './auth'

/** Who becomes the owner. */
export interface NewOwner {
  name: string
  email: string
  password: string
}

/** Whether somebody owns this installation; before that, only the first-start page works. */
export async function hasOwner(): Promise<boolean> {
  return (await db().user.count({ where: { role: 'owner' } })) > 0
}

/**
 * Makes the first owner, once: `proof` runs in the same transaction and throws when the maker may not.
 *
 * @throws SETUP_DONE when there is an owner already
 */
export async function createOwner(
  input: NewOwner,
  proof: (tx: Transaction) => Promise<void> = async () => undefined,
): Promise<void> {
  const password = await (await (await auth()).$context).password.hash(input.password)
  await db().$transaction(async (tx) => {
    if ((await tx.user.count({ where: { role: 'owner' } })) > 0)
      throw new DomainError('SETUP_DONE', 'This cockpit has its owner already. Sign in instead.')
    await proof(tx)
    const id = randomUUID()
    const email = input.email.trim().toLowerCase()
    await tx.user.create({
      data: { id, name: input.name, email, emailVerified: true, role: 'owner' },
    })
    await tx.account.create({
      data: { id: randomUUID(), accountId: id, providerId: 'credential', userId: id, password },
    })
    await recordEvent(tx, {
      kind: 'user',
      subjectId: id,
      toState: 'owner',
      message: `${input.name} is the first owner of this cockpit`,
      actorId: id,
      actorName: input.name,
      minimumRole: 'operator',
    })
  })
}
