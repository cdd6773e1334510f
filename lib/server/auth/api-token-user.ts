import type { Transaction } from '@/lib/server/db/client'
import type { Actor } from './actor'

/** Row that stands for COCKPIT_API_TOKEN where a maker must be named. It has no password: nobody signs in as it. */
export const API_TOKEN_USER_ID = 'api-token'

/** Id of whoever makes something: the person, or the API token's own row. */
export function makerId(actor: Actor): string {
  return actor.userId ?? API_TOKEN_USER_ID
}

/** Makes sure the row `makerId` names is there. */
export async function ensureMaker(tx: Transaction, actor: Actor): Promise<string> {
  const id = makerId(actor)
  if (actor.userId !== null) return id
  await tx.user.upsert({
    where: { id },
    create: { id, name: actor.name, email: 'api-token@cockpit.invalid', role: 'operator' },
    update: {},
  })
  return id
}
