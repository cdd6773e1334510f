import type { Role } from '@/lib/schemas/fields'

/** What each role may do, in one sentence; each includes the ones before it. */
export const ROLE_WORDS: Record<Role, string> = {
  viewer: 'Sees everything but secrets, changes nothing.',
  designer: 'Drafts networks and clusters and sees their plans; cannot sign or submit.',
  operator: 'Signs, submits and deletes, and downloads files that hold keys.',
  owner: 'Also manages people, grids and everybody’s tokens.',
}

/** The same for a token, which may do less than a person. */
export const TOKEN_ROLE_WORDS: Record<Role, string> = {
  ...ROLE_WORDS,
  owner: 'Also adds grids and farms; people and tokens are for people to manage.',
}

/** Lowest first. */
export const ROLES = ['viewer', 'designer', 'operator', 'owner'] as const satisfies readonly Role[]

/** The roles up to one's own: what a token of theirs can have. */
export function rolesUpTo(role: Role): Role[] {
  return ROLES.slice(0, ROLES.indexOf(role) + 1)
}
