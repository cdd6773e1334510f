import manifest from '@/package.json'
import { db } from '@/lib/server/db/client'

/** What `GET /api/v1/health` answers anybody. */
export interface Health {
  ok: boolean
  version: string
  database: 'up' | 'down'
}

/** Whether this cockpit can work: its version, and a question to its database. */
export async function loadHealth(): Promise<Health> {
  const isUp = await db().$queryRaw`SELECT 1`.then(() => true).catch(() => false)
  return { ok: isUp, version: manifest.version, database: isUp ? 'up' : 'down' }
}
