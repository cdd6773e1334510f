import { DomainError } from '@/lib/errors/domain-error'
import { role as roleSchema, type Role } from '@/lib/schemas/fields'
import type { PersonView, UpdatePersonInput } from '@/lib/schemas/team'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { API_TOKEN_USER_ID } from '@/lib/server/auth/api-token-user'
import { requirePerson } from '@/lib/server/auth/person'
import { db, type Transaction } from '@/lib/server/db/client'
import type { UserModel } from '@/lib/server/db/generated/models'
import { by, recordEvent } from '@/lib/server/events/record-event'
import { ERASED } from '@/lib/server/identities/store'

const VIEW = {
  sessions: { orderBy: { updatedAt: 'desc' }, take: 1, select: { updatedAt: true } },
  _count: { select: { identities: { where: { sealedSeed: { not: ERASED } } } } },
} as const
type ViewRow = UserModel & { sessions: { updatedAt: Date }[]; _count: { identities: number } }

function latest(a: Date | undefined, b: Date | null | undefined): string | null {
  const times = [a, b].flatMap((date) => (date ? [date.getTime()] : []))
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString()
}

function toView(row: ViewRow, lastDeed: Date | null | undefined, actor: Actor): PersonView {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: roleSchema.catch('viewer').parse(row.role),
    isMe: row.id === actor.userId,
    isInTeam: row.disabledAt === null,
    lastSeenAt: latest(row.sessions[0]?.updatedAt, lastDeed),
    identities: row._count.identities,
    createdAt: row.createdAt.toISOString(),
  }
}

/** Everybody who is or was in the team; who has left comes last. */
export async function listPeople(actor: Actor): Promise<PersonView[]> {
  requireRole(actor, 'viewer')
  const rows = await db().user.findMany({
    where: { id: { not: API_TOKEN_USER_ID } },
    include: VIEW,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  // Sessions go when people sign out; their last deed stays.
  const deeds = await db().event.groupBy({
    by: ['actorId'],
    where: { actorId: { in: rows.map(({ id }) => id) } },
    _max: { at: true },
  })
  const lastDeed = new Map(deeds.map((deed) => [deed.actorId, deed._max.at]))
  const views = rows.map((row) => toView(row, lastDeed.get(row.id), actor))
  return [...views.filter((view) => view.isInTeam), ...views.filter((view) => !view.isInTeam)]
}

/** @throws NOT_FOUND, also for the row that stands for COCKPIT_API_TOKEN */
export async function findPerson(tx: Transaction, id: string): Promise<UserModel> {
  const row = id === API_TOKEN_USER_ID ? null : await tx.user.findUnique({ where: { id } })
  if (row === null) throw new DomainError('NOT_FOUND', 'There is no such person in the team.')
  return row
}

async function refuseLastOwner(tx: Transaction, person: UserModel): Promise<void> {
  if (person.role !== 'owner' || person.disabledAt !== null) return
  const others = await tx.user.count({
    where: { role: 'owner', disabledAt: null, id: { not: person.id } },
  })
  if (others === 0)
    throw new DomainError(
      'LAST_OWNER',
      `${person.name} is the last owner. Make somebody else owner first.`,
    )
}

async function changeRole(
  tx: Transaction,
  actor: Actor,
  person: UserModel,
  role: Role,
): Promise<void> {
  if (role === person.role) return
  if (role !== 'owner') await refuseLastOwner(tx, person)
  await tx.user.update({ where: { id: person.id }, data: { role } })
  await recordEvent(tx, {
    kind: 'user',
    subjectId: person.id,
    fromState: person.role,
    toState: role,
    message: `${person.name} is ${role} now, was ${person.role}`,
    ...by(actor),
    minimumRole: 'operator',
  })
}

async function takeOut(tx: Transaction, actor: Actor, person: UserModel): Promise<void> {
  if (person.disabledAt !== null) return
  await refuseLastOwner(tx, person)
  const now = new Date()
  await tx.user.update({ where: { id: person.id }, data: { disabledAt: now } })
  await tx.session.deleteMany({ where: { userId: person.id } })
  await tx.invitation.deleteMany({ where: { userId: person.id, acceptedAt: null } })
  await tx.apiToken.updateMany({
    where: { makerId: person.id, revokedAt: null },
    data: { revokedAt: now },
  })
  await recordEvent(tx, {
    kind: 'user',
    subjectId: person.id,
    toState: 'out',
    message: `${person.name} was taken out of the team; sessions and tokens ended`,
    ...by(actor),
    minimumRole: 'operator',
  })
}

async function takeBack(tx: Transaction, actor: Actor, person: UserModel): Promise<void> {
  if (person.disabledAt === null) return
  await tx.user.update({ where: { id: person.id }, data: { disabledAt: null } })
  await recordEvent(tx, {
    kind: 'user',
    subjectId: person.id,
    toState: 'in',
    message: `${person.name} is in the team again, as ${person.role}`,
    ...by(actor),
    minimumRole: 'operator',
  })
}

/**
 * Changes somebody's role, takes them out of the team or back in. Works at once: roles are read at every request, and
 * open streams look again when this is recorded.
 *
 * @throws ACCESS_DENIED, NOT_FOUND, LAST_OWNER
 */
export async function updatePerson(
  actor: Actor,
  id: string,
  input: UpdatePersonInput,
): Promise<PersonView> {
  requirePerson(actor, 'change people')
  requireRole(actor, 'owner')
  // Serializable: two owners who demote each other at the same moment must not both succeed.
  await db().$transaction(
    async (tx) => {
      const person = await findPerson(tx, id)
      if (input.role !== undefined) await changeRole(tx, actor, person, input.role)
      const after = { ...person, role: input.role ?? person.role }
      if (input.isInTeam === false) await takeOut(tx, actor, after)
      if (input.isInTeam === true) await takeBack(tx, actor, after)
    },
    { isolationLevel: 'Serializable' },
  )
  return viewOf(actor, id)
}

async function viewOf(actor: Actor, id: string): Promise<PersonView> {
  const view = (await listPeople(actor)).find((person) => person.id === id)
  if (view) return view
  throw new DomainError('NOT_FOUND', 'There is no such person in the team.')
}
