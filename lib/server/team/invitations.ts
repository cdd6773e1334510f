import { DomainError } from '@/lib/errors/domain-error'
import { role as roleSchema } from '@/lib/schemas/fields'
import type { InvitationMade, InvitationView, InviteInput } from '@/lib/schemas/team'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { requirePerson } from '@/lib/server/auth/person'
import { db, type Transaction } from '@/lib/server/db/client'
import type { InvitationModel } from '@/lib/server/db/generated/models'
import { by, recordEvent, type EventInput } from '@/lib/server/events/record-event'
import { INVITATION_MS, joinLink, newCode } from './invitation-code'
import { findPerson } from './people'

function toView(row: InvitationModel, invitedByName: string | null): InvitationView {
  return {
    id: row.id,
    email: row.email,
    role: roleSchema.catch('viewer').parse(row.role),
    purpose: row.userId === null ? 'join' : 'password',
    invitedByName,
    isEnded: row.expiresAt.getTime() <= Date.now(),
    expiresAt: row.expiresAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  }
}

function toMade(row: InvitationModel, actor: Actor, code: string): InvitationMade {
  return { ...toView(row, actor.name), code, link: joinLink(code) }
}

/** What nobody has taken up yet, newest first; ended ones too, until they are issued anew or taken back. */
export async function listInvitations(actor: Actor): Promise<InvitationView[]> {
  requireRole(actor, 'owner')
  const rows = await db().invitation.findMany({
    where: { acceptedAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  })
  const ids = rows.flatMap((row) => row.invitedById ?? [])
  const users = await db().user.findMany({ where: { id: { in: ids } } })
  const names = new Map(users.map((user) => [user.id, user.name]))
  return rows.map((row) => toView(row, names.get(row.invitedById ?? '') ?? null))
}

function eventOf(actor: Actor, row: { id: string }, toState: string, message: string): EventInput {
  const base = { kind: 'invitation', subjectId: row.id, toState, message } as const
  return { ...base, ...by(actor), minimumRole: 'owner' }
}

function freshEnd(): Date {
  return new Date(Date.now() + INVITATION_MS)
}

function requireInviter(actor: Actor): string {
  requireRole(actor, 'owner')
  return requirePerson(actor, 'invite people')
}

async function refuseKnown(tx: Transaction, email: string): Promise<void> {
  const user = await tx.user.findUnique({ where: { email } })
  if (user !== null)
    throw new DomainError(
      'ALREADY_EXISTS',
      user.disabledAt === null
        ? `${email} is in the team already, as ${user.name}.`
        : `${email} was in the team, as ${user.name}. Take them back in instead.`,
    )
  const open = await tx.invitation.findFirst({ where: { email, userId: null, acceptedAt: null } })
  if (open !== null)
    throw new DomainError(
      'ALREADY_EXISTS',
      `${email} has an invitation already. Issue its link anew, or take it back first.`,
    )
}

/**
 * Offers a place in the team. The link is in the answer only; the cockpit sends no mail.
 *
 * @throws ACCESS_DENIED, ALREADY_EXISTS
 */
export async function invite(actor: Actor, { email, role }: InviteInput): Promise<InvitationMade> {
  const invitedById = requireInviter(actor)
  const { code, codeHash } = newCode()
  const row = await db().$transaction(async (tx) => {
    await refuseKnown(tx, email)
    const data = { email, role, codeHash, invitedById, expiresAt: freshEnd() }
    const made = await tx.invitation.create({ data })
    await recordEvent(tx, eventOf(actor, made, 'open', `${email} invited as ${role}`))
    return made
  })
  return toMade(row, actor, code)
}

/**
 * A link with which somebody in the team sets a new password, once. Links for them from before stop working.
 *
 * @throws ACCESS_DENIED, NOT_FOUND
 */
export async function offerNewPassword(actor: Actor, userId: string): Promise<InvitationMade> {
  const invitedById = requireInviter(actor)
  const { code, codeHash } = newCode()
  const row = await db().$transaction(async (tx) => {
    const person = await findPerson(tx, userId)
    if (person.disabledAt !== null)
      throw new DomainError(
        'NOT_FOUND',
        `${person.name} is not in the team. Take them back in first.`,
      )
    await tx.invitation.deleteMany({ where: { userId, acceptedAt: null } })
    const { email, role } = person
    const data = { email, role, userId, codeHash, invitedById, expiresAt: freshEnd() }
    const made = await tx.invitation.create({ data })
    await recordEvent(tx, eventOf(actor, made, 'open', `${person.name} may set a new password`))
    return made
  })
  return toMade(row, actor, code)
}

async function findOpen(tx: Transaction, id: string): Promise<InvitationModel> {
  const row = await tx.invitation.findUnique({ where: { id } })
  if (row !== null && row.acceptedAt === null) return row
  throw new DomainError(
    'NOT_FOUND',
    'There is no such open invitation. It may have been taken up or taken back.',
  )
}

/**
 * A new link and another seven days for an open invitation; the link from before stops working.
 *
 * @throws ACCESS_DENIED, NOT_FOUND
 */
export async function reissueInvitation(actor: Actor, id: string): Promise<InvitationMade> {
  const invitedById = requireInviter(actor)
  const { code, codeHash } = newCode()
  const row = await db().$transaction(async (tx) => {
    const { email } = await findOpen(tx, id)
    const data = { codeHash, invitedById, expiresAt: freshEnd() }
    const made = await tx.invitation.update({ where: { id }, data })
    await recordEvent(tx, eventOf(actor, made, 'open', `Link for ${email} issued anew`))
    return made
  })
  return toMade(row, actor, code)
}

/**
 * Takes an open invitation back; its link stops working.
 *
 * @throws ACCESS_DENIED, NOT_FOUND
 */
export async function revokeInvitation(actor: Actor, id: string): Promise<void> {
  requireInviter(actor)
  await db().$transaction(async (tx) => {
    const row = await findOpen(tx, id)
    await tx.invitation.delete({ where: { id } })
    await recordEvent(tx, eventOf(actor, row, 'revoked', `Link for ${row.email} taken back`))
  })
}
