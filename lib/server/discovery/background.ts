import { isDomainError } from '@/lib/errors/domain-error'
import { db } from '@/lib/server/db/client'
import { ownIdentities } from './scan-grid'
import { runScan } from './scans'

/** Between two looks for new numbers of a grid. */
const INTERVAL_MS = 10 * 60_000
const TICK_MS = 30_000

/** Grids nobody has looked at for a while; each is claimed, so that several processes do not all read it. */
async function claimDue(now: number): Promise<string[]> {
  if ((await ownIdentities()).size === 0) return []
  const grids = await db().grid.findMany({
    where: { state: 'up' },
    select: { id: true, scans: { select: { startedAt: true } } },
  })
  const due: string[] = []
  for (const { id, scans } of grids) {
    const last = scans[0]?.startedAt
    if (last === undefined) due.push(id)
    else if (last.getTime() <= now - INTERVAL_MS && (await claim(id, last, now))) due.push(id)
  }
  return due
}

async function claim(gridId: string, seen: Date, now: number): Promise<boolean> {
  const { count } = await db().scan.updateMany({
    where: { gridId, startedAt: seen },
    data: { startedAt: new Date(now) },
  })
  return count === 1
}

/** Looks for new reservations made elsewhere now and then, until `signal` is aborted. */
export async function runDiscovery(
  signal: AbortSignal,
  sleep: (ms: number, signal: AbortSignal) => Promise<void>,
  onError: (where: string, error: unknown) => void,
): Promise<void> {
  for (;;) {
    await sleep(TICK_MS, signal)
    if (signal.aborted) return
    await scanDue(signal).catch((error: unknown) => onError('discovery', error))
  }
}

async function scanDue(signal: AbortSignal): Promise<void> {
  for (const gridId of await claimDue(Date.now()))
    await runScan(gridId, { signal }).catch((error: unknown) => {
      // Why a grid could not be read stands beside it on the page.
      if (!isDomainError(error)) throw error
    })
}
