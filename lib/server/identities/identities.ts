import { randomBytes } from 'node:crypto'
import { parseSeedFile, type Identity } from '@/lib/crypto/identity'
import { DomainError } from '@/lib/errors/domain-error'
import { RESERVATION_STATES, isLiveState } from '@/lib/protocol/states'
import type { IdentityView } from '@/lib/schemas/views'
import { hasRole, requireRole, type Actor } from '@/lib/server/auth/actor'
import { makerId } from '@/lib/server/auth/api-token-user'
import { db, type Transaction } from '@/lib/server/db/client'
import type { IdentityModel } from '@/lib/server/db/generated/models'
import { by, recordEvent } from '@/lib/server/events/record-event'
import { ERASED, findIdentity, openIdentity, storeSeed } from './store'

const SEED_BYTES = 32
const LIVE_STATES = RESERVATION_STATES.filter(isLiveState)

const VIEW = {
  owner: { select: { name: true } },
  _count: { select: { reservations: { where: { state: { in: LIVE_STATES } } } } },
} as const
type ViewRow = IdentityModel & { owner: { name: string }; _count: { reservations: number } }

function toView(row: ViewRow, actor: Actor): IdentityView {
  return {
    id: row.id,
    name: row.name,
    publicId: row.publicId,
    ownerName: row.owner.name,
    isMine: row.ownerId === makerId(actor),
    shared: row.shared,
    createdAt: row.createdAt.toISOString(),
    liveReservations: row._count.reservations,
  }
}

async function loadView(id: string, actor: Actor): Promise<IdentityView> {
  return toView(await db().identity.findUniqueOrThrow({ where: { id }, include: VIEW }), actor)
}

/** Every identity of the team, without its seed. */
export async function listIdentities(actor: Actor): Promise<IdentityView[]> {
  requireRole(actor, 'viewer')
  const rows = await db().identity.findMany({
    where: { sealedSeed: { not: ERASED } },
    include: VIEW,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row) => toView(row, actor))
}

/** A new identity from 32 random bytes, sealed at once. */
export async function createIdentity(actor: Actor, input: { name: string }): Promise<IdentityView> {
  requireRole(actor, 'operator')
  const seed = new Uint8Array(randomBytes(SEED_BYTES))
  const row = await storeSeed(actor, { name: input.name, seed, verb: 'created' })
  return loadView(row.id, actor)
}

/**
 * An identity from a `user.seed` file.
 *
 * @param input.seedFile the file's bytes in base64
 * @throws INVALID_SEED, ALREADY_EXISTS
 */
export async function importIdentity(
  actor: Actor,
  input: { name: string; seedFile: string },
): Promise<IdentityView> {
  requireRole(actor, 'operator')
  const seed = parseSeedFile(new Uint8Array(Buffer.from(input.seedFile, 'base64')))
  const row = await storeSeed(actor, { name: input.name, seed, verb: 'imported' })
  return loadView(row.id, actor)
}

/** Maker or owner: everybody else may at most sign with it. */
export function requireControl(actor: Actor, row: IdentityModel): void {
  if (row.ownerId === makerId(actor) || hasRole(actor.role, 'owner')) return
  throw new DomainError(
    'ACCESS_DENIED',
    `Identity "${row.name}" belongs to somebody else. Its maker or an owner can do this.`,
  )
}

/** Renames an identity, or lets the team's operators sign with it. */
export async function updateIdentity(
  actor: Actor,
  id: string,
  input: { name?: string | undefined; shared?: boolean | undefined },
): Promise<IdentityView> {
  requireRole(actor, 'operator')
  const row = await findIdentity(id)
  requireControl(actor, row)
  const name = input.name ?? row.name
  const shared = input.shared ?? row.shared
  await db().$transaction(async (tx) => {
    await tx.identity.update({ where: { id }, data: { name, shared } })
    await recordEvent(tx, {
      kind: 'identity',
      subjectId: id,
      message: describeUpdate(row, { name, shared }),
      ...by(actor),
    })
  })
  return loadView(id, actor)
}

function describeUpdate(
  before: { name: string; shared: boolean },
  after: { name: string; shared: boolean },
): string {
  const parts: string[] = []
  if (before.name !== after.name) parts.push(`renamed to "${after.name}"`)
  if (before.shared !== after.shared)
    parts.push(after.shared ? 'shared with the team' : 'no longer shared')
  return `Identity "${before.name}" ${parts.join(', ') || 'saved unchanged'}`
}

async function refuseWhenUsed(tx: Transaction, row: IdentityModel): Promise<void> {
  const networks = await tx.network.findMany({
    where: { identityId: row.id },
    select: { name: true },
  })
  if (networks.length > 0)
    throw new DomainError(
      'IDENTITY_IN_USE',
      `Networks sign with "${row.name}": ${networks.map(({ name }) => name).join(', ')}. Choose another identity there first.`,
    )
  const live = await tx.reservation.count({
    where: { identityId: row.id, state: { in: LIVE_STATES } },
  })
  if (live > 0)
    throw new DomainError(
      'IDENTITY_IN_USE',
      `${live} live reservations were signed with "${row.name}", and only it can delete them. Delete them, or let them end, first.`,
    )
}

/**
 * Deletes an identity and its seed for good. When ended reservations name it, its row stays for their records, without
 * the seed; importing the same seed brings it back.
 *
 * @throws IDENTITY_IN_USE while networks or live reservations use it
 */
export async function deleteIdentity(actor: Actor, id: string): Promise<void> {
  requireRole(actor, 'operator')
  const row = await findIdentity(id)
  requireControl(actor, row)
  await db().$transaction(async (tx) => {
    await refuseWhenUsed(tx, row)
    const isNamed = (await tx.reservation.count({ where: { identityId: id } })) > 0
    if (isNamed)
      await tx.identity.update({ where: { id }, data: { sealedSeed: ERASED, shared: false } })
    else await tx.identity.delete({ where: { id } })
    await recordEvent(tx, {
      kind: 'identity',
      subjectId: id,
      message: `Identity "${row.name}" deleted`,
      ...by(actor),
    })
  })
}

/**
 * The key pair to sign with.
 *
 * @throws ACCESS_DENIED unless the actor is an operator who made it or whom its maker lets sign
 */
export async function signingIdentity(actor: Actor, id: string): Promise<Identity> {
  requireRole(actor, 'operator')
  const row = await findIdentity(id)
  if (row.ownerId !== makerId(actor) && !row.shared)
    throw new DomainError(
      'ACCESS_DENIED',
      `Identity "${row.name}" belongs to somebody else. Ask its maker to share it, or sign with another.`,
    )
  return openIdentity(row)
}
