import { config } from '@/lib/server/config'
import { db } from '@/lib/server/db/client'
import type { Grid } from '@/lib/server/db/generated/client'

/** What the pages call the explorer inside this cockpit. */
export const EMBEDDED_NAME = 'This cockpit'

/** Where the embedded explorer answers: our own listener, by an address of this machine. */
export function embeddedUrl(listener: { host: string; port: number } = config()): string {
  const { host, port } = listener
  const isAnywhere = host === '0.0.0.0' || host === '::'
  const dialled = isAnywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return `http://${dialled}:${port}/explorer`
}

const shared = globalThis as typeof globalThis & { cockpitEmbeddedUrl?: string }

/**
 * Where this process reaches the embedded grid: at its own listener. The row names the process that started last, and with
 * several on one database that may be another machine, or one that is gone.
 */
export function reachableUrl(grid: { kind: string; url: string }): string {
  return grid.kind === 'embedded' ? (shared.cockpitEmbeddedUrl ?? grid.url) : grid.url
}

/**
 * The row of the embedded grid; made on the first start, and given today's address on later ones. Its state begins anew:
 * what an earlier process saw says nothing of this one.
 */
export async function ensureEmbeddedGrid(): Promise<Grid> {
  shared.cockpitEmbeddedUrl = embeddedUrl()
  const fresh = {
    url: shared.cockpitEmbeddedUrl,
    explorerId: null,
    state: 'unknown',
    error: null,
    failures: 0,
    nextCheckAt: null,
  }
  const existing = await db().grid.findFirst({ where: { kind: 'embedded' } })
  if (existing) return db().grid.update({ where: { id: existing.id }, data: fresh })
  return db().grid.create({ data: { ...fresh, name: await freeName(), kind: 'embedded' } })
}

async function freeName(): Promise<string> {
  const taken = await db().grid.findUnique({ where: { name: EMBEDDED_NAME } })
  return taken ? `${EMBEDDED_NAME} (embedded)` : EMBEDDED_NAME
}
