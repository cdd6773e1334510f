import { db } from '@/lib/server/db/client'
import { isUniqueConflict } from './unique-conflict'

/** Twice the accepted clock difference: a write older than that is refused for its time. */
const KEPT_MS = 10 * 60_000
const SWEEP_MS = 60_000
let sweptAt = Number.NEGATIVE_INFINITY

/**
 * Remembers a signed write. Gives false when it was seen before.
 *
 * @param key names what was signed and by whom: not the signature, of which other valid spellings can be made
 */
export async function rememberWrite(key: string, now: number): Promise<boolean> {
  if (Math.abs(now - sweptAt) >= SWEEP_MS) {
    sweptAt = now
    await db().explorerSeenSignature.deleteMany({ where: { at: { lt: new Date(now - KEPT_MS) } } })
  }
  try {
    await db().explorerSeenSignature.create({ data: { signature: key, at: new Date(now) } })
    return true
  } catch (error) {
    if (isUniqueConflict(error)) return false
    throw error
  }
}
