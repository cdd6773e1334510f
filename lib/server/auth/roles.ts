import type { Role } from '@/lib/schemas/fields'

const RANK: Record<Role, number> = { viewer: 0, designer: 1, operator: 2, owner: 3 }

/** Whether `role` includes everything `needed` may do. */
export function hasRole(role: Role, needed: Role): boolean {
  return RANK[role] >= RANK[needed]
}

/** The one of two roles that may do less. */
export function lowerRole(a: Role, b: Role): Role {
  return RANK[a] <= RANK[b] ? a : b
}
