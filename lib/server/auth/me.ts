import type { MeView } from '@/lib/schemas/views'
import type { Actor } from './actor'
import { API_TOKEN_USER_ID } from './api-token-user'

/** What people and scripts are told of themselves. */
export function toMeView({ kind, userId, name, email, role }: Actor): MeView {
  return { id: userId ?? API_TOKEN_USER_ID, name, email, role, kind }
}
