import { randomUUID } from 'node:crypto'
import { identityFromSeed, type Identity } from '@/lib/crypto/identity'
import { DomainError } from '@/lib/errors/domain-error'
import type { Actor } from '@/lib/server/auth/actor'
import { ensureMaker } from '@/lib/server/auth/api-token-user'
import { db } from '@/lib/server/db/client'
import type { IdentityModel } from '@/lib/server/db/generated/models'
import { by, recordEvent } from '@/lib/server/events/record-event'
import { seal, unseal, type VaultRef } from '@/lib/server/vault/vault'

/** Put in place of a seed that was erased: the identity's name stays in the records of what it signed. */
export const ERASED = ''

function seedRef(id: string): VaultRef {
  return { table: 'Identity', row: id, field: 'sealedSeed' }
}

/** Stores a seed as a new identity, or gives an erased one its seed back. */
export async function storeSeed(
  actor: Actor,
  { name, seed, verb }: { name: string; seed: Uint8Array; verb: string },
): Promise<IdentityModel> {
  const publicId = identityFromSeed(seed).id
  const known = await db().identity.findUnique({ where: { publicId } })
  if (known !== null && known.sealedSeed !== ERASED)
    throw new DomainError('ALREADY_EXISTS', `This identity is here already, as "${known.name}".`)
  const id = known?.id ?? randomUUID()
  const sealedSeed = await seal(seedRef(id), seed)
  return db().$transaction(async (tx) => {
    const ownerId = await ensureMaker(tx, actor)
    const data = { name, sealedSeed, ownerId, shared: false }
    const row =
      known === null
        ? await tx.identity.create({ data: { id, publicId, ...data } })
        : await tx.identity.update({ where: { id }, data })
    await recordEvent(tx, {
      kind: 'identity',
      subjectId: id,
      message: `Identity "${name}" ${verb}`,
      ...by(actor),
    })
    return row
  })
}

/** Opens the seed of a row. The bytes are secret: keep them short-lived, hand them to nobody. */
export async function openSeed(row: Pick<IdentityModel, 'id' | 'sealedSeed'>): Promise<Uint8Array> {
  return unseal(seedRef(row.id), row.sealedSeed)
}

/** The key pair of a row. */
export async function openIdentity(
  row: Pick<IdentityModel, 'id' | 'sealedSeed'>,
): Promise<Identity> {
  return identityFromSeed(await openSeed(row))
}

/** @throws NOT_FOUND when there is none, or its seed was erased */
export async function findIdentity(id: string): Promise<IdentityModel> {
  const row = await db().identity.findUnique({ where: { id } })
  if (row === null || row.sealedSeed === ERASED)
    throw new DomainError('NOT_FOUND', 'There is no such identity. Somebody may have deleted it.')
  return row
}
