import { db } from '@/lib/server/db/client'
import { log } from '@/lib/server/log'

/** A use within this time of the last one is not written down: reading pages stays reading. */
export const USE_INTERVAL_MS = 60_000

function isFresh(last: Date | null, now: number): boolean {
  return last !== null && now - last.getTime() < USE_INTERVAL_MS
}

/** A request is answered also when the note of it could not be written. */
async function note(what: string, write: () => Promise<unknown>): Promise<void> {
  await write().catch((error: unknown) => log('warn', `${what} use not noted`, { error }))
}

/** Notes that a session was used now, at most once a minute. */
export async function noteSessionUse(session: { id: string; updatedAt: Date }): Promise<void> {
  const now = Date.now()
  if (isFresh(session.updatedAt, now)) return
  const before = new Date(now - USE_INTERVAL_MS)
  await note('session', () =>
    db().session.updateMany({
      where: { id: session.id, updatedAt: { lte: before } },
      data: { updatedAt: new Date(now) },
    }),
  )
}

/** Notes that an API token was used now, at most once a minute. */
export async function noteTokenUse(token: { id: string; lastUsedAt: Date | null }): Promise<void> {
  const now = Date.now()
  if (isFresh(token.lastUsedAt, now)) return
  const before = new Date(now - USE_INTERVAL_MS)
  await note('token', () =>
    db().apiToken.updateMany({
      where: { id: token.id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: before } }] },
      data: { lastUsedAt: new Date(now) },
    }),
  )
}
