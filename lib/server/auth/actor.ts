import { createHash, timingSafeEqual } from 'node:crypto'
import { DomainError } from '@/lib/errors/domain-error'
import { role as roleSchema, type Role } from '@/lib/schemas/fields'
import { config } from '@/lib/server/config'

/** `tokenId` of COCKPIT_API_TOKEN, which has no row. */
export const ENVIRONMENT_TOKEN = 'environment'

/** Who is asking. `userId` is the person, or the maker of the token; null for COCKPIT_API_TOKEN. */
export interface Actor {
  kind: 'session' | 'token'
  userId: string | null
  name: string
  email: string | null
  /** of a token: not above what its maker may do now */
  role: Role
  /** the API token, or ENVIRONMENT_TOKEN; absent for a session */
  tokenId?: string
  /** the session's row; absent for a token */
  sessionId?: string
}

const RANK: Record<Role, number> = { viewer: 0, designer: 1, operator: 2, owner: 3 }

/** Whether `role` includes everything `needed` may do. */
export function hasRole(role: Role, needed: Role): boolean {
  return RANK[role] >= RANK[needed]
}

/** @throws ACCESS_DENIED when the actor's role is below `needed` */
export function requireRole(actor: Actor, needed: Role): void {
  if (hasRole(actor.role, needed)) return
  throw new DomainError(
    'ACCESS_DENIED',
    `This needs the role ${needed}; you are ${actor.role}. Ask an owner of this cockpit.`,
  )
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function tokenActor(given: string): Actor {
  const { apiToken } = config()
  if (apiToken === undefined || !timingSafeEqual(digest(given), digest(apiToken)))
    throw new DomainError(
      'SIGN_IN_REQUIRED',
      'That API token is not valid. Check COCKPIT_API_TOKEN.',
    )
  return {
    kind: 'token',
    userId: null,
    name: 'API token',
    email: null,
    role: 'operator',
    tokenId: ENVIRONMENT_TOKEN,
  }
}

/**
 * Who sent these headers: the bearer of COCKPIT_API_TOKEN, or a signed-in person; null for a stranger.
 *
 * @throws SIGN_IN_REQUIRED for a token that is not ours
 */
export async function currentActor(headers: Headers): Promise<Actor | null> {
  const bearer = /^Bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (bearer !== undefined) return tokenActor(bearer)
  // Loaded here so that the job runner, which needs roles only, does not carry the auth library.
  const { auth } = await import('./auth')
  const session = await (await auth()).api.getSession({ headers })
  if (session === null) return null
  const { id, name, email, role } = session.user
  return { kind: 'session', userId: id, name, email, role: roleSchema.catch('viewer').parse(role) }
}
