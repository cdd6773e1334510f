import { randomUUID } from 'node:crypto'
import { DomainError } from '@/lib/errors/domain-error'
import { role as roleSchema } from '@/lib/schemas/fields'
import type { InvitationOffer, JoinInput } from '@/lib/schemas/team'
import { countAttempt, type AttemptRule } from '@/lib/server/auth/attempts'
import { auth } from '@/lib/server/auth/auth'
import { db, type Transaction } from '@/lib/server/db/client'
import type { InvitationModel } from '@/lib/server/db/generated/models'
import { recordEvent } from '@/lib/server/events/record-event'
import { codeHash } from './invitation-code'

/** Codes tried, whoever sends them. A code cannot be guessed; this keeps trying cheap for us. */
export const JOIN_RULE: AttemptRule = { max: 30, windowMs: 60_000 }

function refuse(sentence: string): never {
  throw new DomainError('INVITATION_INVALID', sentence)
}

function checked(row: InvitationModel | null): InvitationModel {
  if (row === null)
    refuse(
      'This link is not valid. Check that it was copied whole; it may have been taken back or issued anew. Ask the owner for another.',
    )
  if (row.acceptedAt !== null)
    refuse('This link was used already. Sign in, or ask the owner for another.')
  if (row.expiresAt.getTime() <= Date.now())
    refuse('This link has ended: links work for seven days. Ask the owner for another.')
  return row
}

async function findByCode(code: string): Promise<InvitationModel> {
  await countAttempt('join', JOIN_RULE)
  return checked(await db().invitation.findUnique({ where: { codeHash: codeHash(code) } }))
}

/**
 * What a link offers, before anything is typed.
 *
 * @throws INVITATION_INVALID, RATE_LIMITED
 */
export async function checkInvitation(code: string): Promise<InvitationOffer> {
  const row = await findByCode(code)
  return {
    email: row.email,
    role: roleSchema.catch('viewer').parse(row.role),
    purpose: row.userId === null ? 'join' : 'password',
    expiresAt: row.expiresAt.toISOString(),
  }
}

/** Takes the place; of two that come at once one is too late. */
async function spend(tx: Transaction, row: InvitationModel): Promise<void> {
  const now = new Date()
  const { count } = await tx.invitation.updateMany({
    where: { id: row.id, codeHash: row.codeHash, acceptedAt: null, expiresAt: { gt: now } },
    data: { acceptedAt: now },
  })
  if (count === 0) checked(await tx.invitation.findUnique({ where: { codeHash: row.codeHash } }))
}

async function makePerson(
  tx: Transaction,
  row: InvitationModel,
  { name, password }: { name: string; password: string },
): Promise<string> {
  const id = randomUUID()
  const { email, role } = row
  if ((await tx.user.count({ where: { email } })) > 0)
    refuse('Somebody with this e-mail address is in the team already. Sign in instead.')
  await tx.user.create({ data: { id, name, email, emailVerified: false, role } })
  await tx.account.create({
    data: { id: randomUUID(), accountId: id, providerId: 'credential', userId: id, password },
  })
  await recordEvent(tx, {
    kind: 'user',
    subjectId: id,
    toState: role,
    message: `${name} joined the team as ${role}`,
    actorId: id,
    actorName: name,
    minimumRole: 'operator',
  })
  return id
}

async function renewPassword(tx: Transaction, userId: string, password: string): Promise<void> {
  const user = await tx.user.findUnique({ where: { id: userId } })
  if (user === null || user.disabledAt !== null)
    refuse('This account is not in the team any more. Ask the owner.')
  await tx.account.updateMany({ where: { userId, providerId: 'credential' }, data: { password } })
  await tx.session.deleteMany({ where: { userId } })
  await recordEvent(tx, {
    kind: 'user',
    subjectId: userId,
    message: `${user.name} set a new password with a link; all sessions ended`,
    actorId: userId,
    actorName: user.name,
    minimumRole: 'owner',
  })
}

/**
 * Takes up a link: makes the person, or sets the password anew, and signs in.
 *
 * @returns the headers that set the session cookie
 * @throws INVITATION_INVALID, INVALID_BODY, RATE_LIMITED
 */
export async function join(input: JoinInput, headers: Headers): Promise<Headers> {
  const row = await findByCode(input.code)
  const { name } = input
  if (row.userId === null && name === undefined)
    throw new DomainError('INVALID_BODY', 'name: Give it a name.')
  const library = await auth()
  const password = await (await library.$context).password.hash(input.password)
  await db().$transaction(async (tx) => {
    await spend(tx, row)
    if (row.userId !== null) await renewPassword(tx, row.userId, password)
    else await makePerson(tx, row, { name: name ?? '', password })
  })
  const body = { email: row.email, password: input.password }
  const signedIn = await library.api.signInEmail({ body, headers, returnHeaders: true })
  return signedIn.headers
}
