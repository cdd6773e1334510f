import { DomainError } from '@/lib/errors/domain-error'
import { role as roleSchema, type Role } from '@/lib/schemas/fields'
import type { CreateTokenInput, TokenMade, TokenView } from '@/lib/schemas/team'
import { hasRole, requireRole, type Actor } from '@/lib/server/auth/actor'
import { lowerRole } from '@/lib/server/auth/roles'
import { requirePerson } from '@/lib/server/auth/person'
import { db } from '@/lib/server/db/client'
import type { ApiTokenModel } from '@/lib/server/db/generated/models'
import { by, recordEvent } from '@/lib/server/events/record-event'
import { newTokenText } from './token-text'

/** Longest life of a token. */
const LONGEST_MS = 366 * 24 * 3600_000

const VIEW = { maker: { select: { name: true, role: true } } } as const
type ViewRow = ApiTokenModel & { maker: { name: string; role: string } }

function parseRole(text: string): Role {
  return roleSchema.catch('viewer').parse(text)
}

function toView(row: ViewRow, actor: Actor): TokenView {
  const role = parseRole(row.role)
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    role,
    effectiveRole: lowerRole(role, parseRole(row.maker.role)),
    makerId: row.makerId,
    makerName: row.maker.name,
    isMine: row.makerId === actor.userId,
    isEnded: row.expiresAt.getTime() <= Date.now(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}

/** An actor's own tokens; an owner sees everybody's. Revoked ones are gone from the list, ended ones stay. */
export async function listTokens(actor: Actor): Promise<TokenView[]> {
  requireRole(actor, 'viewer')
  const mine = hasRole(actor.role, 'owner') ? {} : { makerId: actor.userId ?? '' }
  const rows = await db().apiToken.findMany({
    where: { ...mine, revokedAt: null },
    include: VIEW,
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  })
  return rows.map((row) => toView(row, actor))
}

function checkedEnd(text: string): Date {
  const end = new Date(text)
  const left = end.getTime() - Date.now()
  if (left > 0 && left <= LONGEST_MS) return end
  throw new DomainError(
    'TOKEN_END_INVALID',
    left <= 0
      ? 'The end date is over already. Choose a later one.'
      : 'A token lives for at most a year. Choose an earlier end date.',
  )
}

/**
 * A new token for the person who asks. The answer is the only place its text is ever in.
 *
 * @throws ACCESS_DENIED for a token's request or a role above the maker's, TOKEN_END_INVALID
 */
export async function createToken(actor: Actor, input: CreateTokenInput): Promise<TokenMade> {
  const makerId = requirePerson(actor, 'make tokens')
  if (!hasRole(actor.role, input.role))
    throw new DomainError(
      'ACCESS_DENIED',
      `You are ${actor.role}, so a token of yours cannot be ${input.role}. Choose your role or a lower one.`,
    )
  const expiresAt = checkedEnd(input.expiresAt)
  const { text, hash, hint } = newTokenText()
  const row = await db().$transaction(async (tx) => {
    const data = { name: input.name, role: input.role, hash, hint, makerId, expiresAt }
    const made = await tx.apiToken.create({ data, include: VIEW })
    await recordEvent(tx, {
      kind: 'token',
      subjectId: made.id,
      toState: 'active',
      message: `API token "${input.name}" made: ${input.role}, until ${expiresAt.toISOString().slice(0, 10)}`,
      ...by(actor),
      minimumRole: 'owner',
    })
    return made
  })
  return { ...toView(row, actor), token: text }
}

/**
 * Ends a token at once; its maker or an owner may.
 *
 * @throws ACCESS_DENIED, NOT_FOUND
 */
export async function revokeToken(actor: Actor, id: string): Promise<void> {
  const userId = requirePerson(actor, 'revoke tokens')
  await db().$transaction(async (tx) => {
    const row = await tx.apiToken.findUnique({ where: { id } })
    const isTheirs = row !== null && (row.makerId === userId || hasRole(actor.role, 'owner'))
    // Whoever may not see it learns nothing of it.
    if (row === null || row.revokedAt !== null || !isTheirs)
      throw new DomainError('NOT_FOUND', 'There is no such token. It may have been revoked.')
    await tx.apiToken.update({ where: { id }, data: { revokedAt: new Date() } })
    await recordEvent(tx, {
      kind: 'token',
      subjectId: id,
      toState: 'revoked',
      message: `API token "${row.name}" revoked`,
      ...by(actor),
      minimumRole: 'owner',
    })
  })
}
