import { DomainError, isDomainError } from '@/lib/errors/domain-error'
import type { ScanRequest } from '@/lib/schemas/discovery'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db } from '@/lib/server/db/client'
import { gridDriver } from '@/lib/server/grid'
import { gridRow } from '@/lib/server/grids/grid-row'
import { log } from '@/lib/server/log'
import type { ScanProgress } from './read-grid'
import { ownIdentities, scanGrid, type ScanOptions, type ScanOutcome } from './scan-grid'

interface RunningScan {
  stop: AbortController
  progress: ScanProgress
  ended: Promise<ScanOutcome>
}
// Routes and jobs are separate bundles of one process: one scan of a grid at a time is enough.
const shared = globalThis as typeof globalThis & { cockpitScans?: Map<string, RunningScan> }
const running = () => (shared.cockpitScans ??= new Map<string, RunningScan>())

/** How far the scan of a grid is, when one is under way in this process. */
export function progressOf(gridId: string): ScanProgress | null {
  return running().get(gridId)?.progress ?? null
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Scans a grid, or joins the scan that is under way. */
export async function runScan(
  gridId: string,
  options: Partial<ScanOptions> = {},
): Promise<ScanOutcome> {
  const known = running().get(gridId)
  if (known) return known.ended
  const stop = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal
  const entry: RunningScan = {
    stop,
    progress: { phase: 'numbers', done: 0, left: 0, found: 0 },
    ended: gridRow(gridId)
      .then((grid) =>
        scanGrid(
          gridId,
          { driver: gridDriver(grid), now: Date.now, pause },
          { ...options, signal, onProgress: (progress) => (entry.progress = progress) },
        ),
      )
      .finally(() => running().delete(gridId)),
  }
  running().set(gridId, entry)
  return entry.ended
}

/**
 * Begins to look for reservations made elsewhere; `getDiscovery` tells how it goes.
 *
 * @throws DomainError `NO_IDENTITY`, `NOT_FOUND`
 */
export async function startScan(actor: Actor, { gridId, everything }: ScanRequest): Promise<void> {
  requireRole(actor, 'operator')
  const gridIds = gridId ? [(await gridRow(gridId)).id] : await allGrids()
  if ((await ownIdentities()).size === 0)
    throw new DomainError(
      'NO_IDENTITY',
      'There is no identity to look for. Create or import one under Identities.',
    )
  for (const id of gridIds)
    void runScan(id, { fromStart: everything ?? false }).catch((error: unknown) => {
      // What went wrong with the grid stands beside it on the page.
      if (!isDomainError(error)) log('error', 'a scan ended', { grid: id, error })
    })
}

async function allGrids(): Promise<string[]> {
  return (await db().grid.findMany({ select: { id: true } })).map(({ id }) => id)
}

/** Stops the scan of a grid, or every scan; what was found until then is kept. */
export async function cancelScan(
  actor: Actor,
  { gridId }: { gridId?: string | undefined },
): Promise<void> {
  requireRole(actor, 'operator')
  const chosen = [...running()].filter(([id]) => gridId === undefined || id === gridId)
  for (const [, scan] of chosen) scan.stop.abort()
  await Promise.allSettled(chosen.map(([, scan]) => scan.ended))
}
