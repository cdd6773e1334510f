import { createHash, timingSafeEqual } from 'node:crypto'
import { DomainError } from '@/lib/errors/domain-error'
import { role as roleSchema, type Role } from '@/lib/schemas/fields'
import { config } from '@/lib/server/config'
import { tokenActor } from '@/lib/server/tokens/use-token'
import { noteSessionUse } from './last-used'
import { hasRole } from './roles'

export { hasRole } from './roles'

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

/** COCKPIT_API_TOKEN, when that is what was given. */
function environmentActor(given: string): Actor | null {
  const { apiToken } = config()
  if (apiToken === undefined || !timingSafeEqual(digest(given), digest(apiToken))) return null
  return {
    kind: 'token',
    userId: null,
    name: 'API token',
    email: null,
    role: 'operator',
    tokenId: ENVIRONMENT_TOKEN,
  }
}

async function sessionActor(headers: Headers): Promise<Actor | null> {
  // Loaded here so that the job runner, which needs roles only, does not carry the auth library.
  const { auth } = await import('./auth')
  const found = await (await auth()).api.getSession({ headers })
  if (found === null || found.user.disabledAt) return null
  await noteSessionUse(found.session)
  const { id, name, email, role } = found.user
  return {
    kind: 'session',
    userId: id,
    name,
    email,
    role: roleSchema.catch('viewer').parse(role),
    sessionId: found.session.id,
  }
}

/**
 * Who sent these headers: the bearer of an API token, or a signed-in person; null for a stranger. Role and place in the
 * team are read anew each time, so that a change works at the next request.
 *
 * @throws SIGN_IN_REQUIRED for a token that is not ours, or has ended
 */
export async function currentActor(headers: Headers): Promise<Actor | null> {
  const bearer = /^Bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (bearer !== undefined) return environmentActor(bearer) ?? tokenActor(bearer)
  return sessionActor(headers)
}
