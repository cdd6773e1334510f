import { identityFromSeed, type Identity } from '@/lib/crypto/identity'
import { db } from '@/lib/server/db/client'
import { unseal } from '@/lib/server/vault/vault'

/**
 * The identity a reservation was signed with, for requests that an operation already decided on. Whether somebody may
 * sign at all is checked where operations are written, never here.
 */
export async function identityForRequests(identityId: string): Promise<Identity> {
  const row = await db().identity.findUniqueOrThrow({ where: { id: identityId } })
  const seed = await unseal({ table: 'Identity', row: row.id, field: 'sealedSeed' }, row.sealedSeed)
  return identityFromSeed(seed)
}
