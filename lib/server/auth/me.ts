import type { MeView } from '@/lib/schemas/views'
import type { Actor } from './actor'

/** What people and scripts are told of themselves. */
export function toMeView({ kind, userId, name, email, role }: Actor): MeView {
  return { id: userId ?? 'api-token', name, email, role, kind }
}
