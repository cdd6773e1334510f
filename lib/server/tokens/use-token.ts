import { timingSafeEqual } from 'node:crypto'
import { DomainError } from '@/lib/errors/domain-error'
import { role as roleSchema } from '@/lib/schemas/fields'
import type { Actor } from '@/lib/server/auth/actor'
import { noteTokenUse } from '@/lib/server/auth/last-used'
import { hasRole, lowerRole } from '@/lib/server/auth/roles'
import { db } from '@/lib/server/db/client'
import type { ApiTokenModel, UserModel } from '@/lib/server/db/generated/models'
import { isTokenText, tokenHash } from './token-text'

type TokenRow = ApiTokenModel & { maker: UserModel }

function refuse(sentence: string): never {
  throw new DomainError('SIGN_IN_REQUIRED', sentence)
}

function isSameHash(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'))
}

async function findToken(text: string): Promise<TokenRow> {
  const hash = tokenHash(text)
  const row = isTokenText(text)
    ? await db().apiToken.findUnique({ where: { hash }, include: { maker: true } })
    : null
  if (row === null || !isSameHash(row.hash, hash))
    refuse(
      'That API token is not valid. Check COCKPIT_API_TOKEN, or make another in Settings, Tokens.',
    )
  return row
}

function refuseEnded({ name, revokedAt, expiresAt, maker }: TokenRow): void {
  if (maker.disabledAt !== null)
    refuse(`The maker of the API token "${name}" is no longer in the team.`)
  if (revokedAt !== null)
    refuse(`The API token "${name}" was revoked. Make another in Settings, Tokens.`)
  if (expiresAt.getTime() <= Date.now())
    refuse(
      `The API token "${name}" ended at ${expiresAt.toISOString()}. Make another in Settings, Tokens.`,
    )
}

/**
 * The person a token was made by, with the token's role, or the maker's where that is lower by now.
 *
 * @throws SIGN_IN_REQUIRED with a sentence for an unknown, an ended and a revoked token, and one whose maker has left
 */
export async function tokenActor(text: string): Promise<Actor> {
  const row = await findToken(text)
  refuseEnded(row)
  await noteTokenUse(row)
  const parse = (role: string) => roleSchema.catch('viewer').parse(role)
  return {
    kind: 'token',
    userId: row.makerId,
    name: row.maker.name,
    email: row.maker.email,
    role: lowerRole(parse(row.role), parse(row.maker.role)),
    tokenId: row.id,
  }
}

/** Whether a text is a token that acts as owner now; for the embedded explorer, which asks before anything else. */
export async function isOwnerToken(text: string): Promise<boolean> {
  if (!isTokenText(text)) return false
  const actor = await tokenActor(text).catch(notOurs)
  return actor !== null && hasRole(actor.role, 'owner')
}

function notOurs(error: unknown): null {
  if (error instanceof DomainError) return null
  throw error
}
