import manifest from '@/package.json'
import { db } from '@/lib/server/db/client'
import { stopSignal } from '@/lib/server/stopping'
import { openVault } from '@/lib/server/vault/vault'

/** What `GET /api/v1/health` answers anybody: the process lives. */
export interface Health {
  ok: boolean
  version: string
  database: 'up' | 'down'
}

/** What `GET /api/v1/ready` answers: whether requests should be sent here. */
export interface Readiness {
  ready: boolean
  /** what keeps it from being ready, each as one word */
  waitingFor: ('database' | 'vault' | 'jobs' | 'stopping')[]
}

// Set by the jobs' own module; asking it directly would load the drivers into every route.
const shared = globalThis as typeof globalThis & {
  cockpitJobs?: { stop: AbortController } | undefined
}

async function isDatabaseUp(): Promise<boolean> {
  try {
    await db().setting.count()
    return true
  } catch {
    return false
  }
}

/** Whether this cockpit works at all: its version, and a question to its database. */
export async function loadHealth(): Promise<Health> {
  const isUp = await isDatabaseUp()
  return { ok: isUp, version: manifest.version, database: isUp ? 'up' : 'down' }
}

/** Whether everything that a request may need is there: tables, vault, jobs; and it is not stopping. */
export async function loadReadiness(): Promise<Readiness> {
  const waitingFor: Readiness['waitingFor'] = []
  if (!(await isDatabaseUp())) waitingFor.push('database')
  else if (!(await openVault().catch(() => null))) waitingFor.push('vault')
  if (!shared.cockpitJobs) waitingFor.push('jobs')
  if (stopSignal().aborted) waitingFor.push('stopping')
  return { ready: waitingFor.length === 0, waitingFor }
}
