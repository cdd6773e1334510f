import { encodeSeedFile } from '@/lib/crypto/identity'
import { DomainError } from '@/lib/errors/domain-error'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { requirePassword } from '@/lib/server/auth/password'
import { db } from '@/lib/server/db/client'
import { by, recordEvent } from '@/lib/server/events/record-event'
import { requireControl } from './identities'
import { findIdentity, openSeed } from './store'

/**
 * The identity's `user.seed` file, for its maker or an owner who types the password again. Never for a token.
 *
 * @throws ACCESS_DENIED, SIGN_IN_FAILED, RATE_LIMITED
 */
export async function exportIdentity(
  actor: Actor,
  id: string,
  password: string,
): Promise<Uint8Array> {
  if (actor.userId === null || actor.kind === 'token')
    throw new DomainError('ACCESS_DENIED', 'No API token exports a seed. Sign in as a person.')
  requireRole(actor, 'operator')
  const row = await findIdentity(id)
  requireControl(actor, row)
  await requirePassword(actor.userId, password)
  const file = encodeSeedFile(await openSeed(row))
  await db().$transaction((tx) =>
    recordEvent(tx, {
      kind: 'identity',
      subjectId: id,
      message: `Seed of identity "${row.name}" exported`,
      ...by(actor),
      minimumRole: 'operator',
    }),
  )
  return file
}
