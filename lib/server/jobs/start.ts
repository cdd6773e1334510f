import { db } from '@/lib/server/db/client'
import { runDiscovery } from '@/lib/server/discovery/background'
import { gridDriver } from '@/lib/server/grid'
import type { GridDriver } from '@/lib/server/grid/driver'
import { log } from '@/lib/server/log'
import { identityForRequests } from '@/lib/server/operations/signer'
import { runExpiry } from './expiry'
import { watchProofs } from '@/lib/server/proof/job'
import { beginStop } from '@/lib/server/stopping'
import { Runner } from './runner'
import { runGridSync } from './sync-grids'
import { ReservationSync } from './sync-reservations'
import { sleep } from './timing'

interface RunningJobs {
  stop: AbortController
  ended: Promise<unknown>
}
// Instrumentation may run twice in development; one set of jobs per process is enough.
const shared = globalThis as typeof globalThis & { cockpitJobs?: RunningJobs | undefined }

async function driverOf(gridId: string): Promise<GridDriver> {
  return gridDriver(await db().grid.findUniqueOrThrow({ where: { id: gridId } }))
}

async function isGridDown(gridId: string): Promise<boolean> {
  const grid = await db().grid.findUnique({ where: { id: gridId }, select: { state: true } })
  return grid?.state === 'down'
}

function onError(where: string, error: unknown): void {
  log('error', 'job failed', { where, error })
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const
function onSignal(): void {
  beginStop()
  void stopJobs()
}

/** Starts the jobs of this process: sending, following, expiry, discovery, and the grids' state. A second call does nothing. */
export function startJobs(): void {
  if (shared.cockpitJobs) return
  const stop = new AbortController()
  const { signal } = stop
  const runner = new Runner({ db: db(), driverOf, identityOf: identityForRequests, onError })
  const sync = new ReservationSync({ db: db(), driverOf, isGridDown, onError })
  const ended = Promise.allSettled([
    runner.run(signal),
    sync.run(signal),
    runExpiry(db(), signal, onError),
    runGridSync(signal),
    runDiscovery(signal, sleep, onError),
    watchProofs(signal, onError),
  ])
  shared.cockpitJobs = { stop, ended }
  for (const name of SIGNALS) process.once(name, onSignal)
}

/** Ends the jobs: what is under way is finished, nothing new begins. */
export async function stopJobs(): Promise<void> {
  const jobs = shared.cockpitJobs
  if (!jobs) return
  jobs.stop.abort()
  for (const name of SIGNALS) process.off(name, onSignal)
  await jobs.ended
  shared.cockpitJobs = undefined
}
