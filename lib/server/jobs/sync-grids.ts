import { isDomainError } from '@/lib/errors/domain-error'
import { explorerEvents } from '@/lib/explorer/events'
import { db } from '@/lib/server/db/client'
import type { Grid } from '@/lib/server/db/generated/client'
import { gridDriver } from '@/lib/server/grid'
import { ensureEmbeddedGrid } from '@/lib/server/grids/embedded-grid'
import type { CheckDeps } from '@/lib/server/grids/grid-state'
import { CHECK_DEPS } from '@/lib/server/grids/grid-state'
import { syncGrid, syncNodes } from '@/lib/server/grids/sync-grid'
import { log } from '@/lib/server/log'
import { forEachLimited, sleep } from './timing'

const TICK_MS = 500
const GRIDS_AT_ONCE = 4
/** A check that never ended is made again after this. */
const CLAIM_MS = 30_000
/** A burst of reports becomes one refresh. */
const DEBOUNCE_MS = 500
/** The jobs start before the server listens: until then the embedded explorer's silence means nothing. */
const START_GRACE_MS = 20_000

/** Grids whose next check is due. */
async function dueGrids(now: number): Promise<Grid[]> {
  return db().grid.findMany({
    where: { OR: [{ nextCheckAt: null }, { nextCheckAt: { lte: new Date(now) } }] },
  })
}

/** Keeps the cache of every grid fresh until `signal` is aborted. */
export async function runGridSync(
  signal: AbortSignal,
  deps: CheckDeps = CHECK_DEPS,
): Promise<void> {
  const embedded = await ensureEmbeddedGrid()
  const stopListening = followEmbedded(embedded.id)
  const started = deps.now()
  while (!signal.aborted) {
    const isStarting = deps.now() - started < START_GRACE_MS
    await syncDue(signal, deps, isStarting).catch((error: unknown) =>
      log('error', 'grids were not synchronised', { error }),
    )
    await sleep(TICK_MS, signal)
  }
  stopListening()
}

async function syncDue(signal: AbortSignal, deps: CheckDeps, isStarting: boolean): Promise<void> {
  await forEachLimited(
    await dueGrids(deps.now()),
    GRIDS_AT_ONCE,
    async (grid) => {
      if (isStarting && grid.kind === 'embedded' && !(await isListening(grid, signal))) return
      if (await claimCheck(grid, deps.now())) await syncGrid(grid.id, deps, { signal })
    },
    (error, grid) => {
      if (!signal.aborted) log('error', 'a grid was not synchronised', { grid: grid.name, error })
    },
  )
}

/** Several processes may look after the same grids: the one that moves the due time on does this check. */
async function claimCheck(grid: Grid, now: number): Promise<boolean> {
  const { count } = await db().grid.updateMany({
    where: { id: grid.id, nextCheckAt: grid.nextCheckAt },
    data: { nextCheckAt: new Date(now + CLAIM_MS) },
  })
  return count === 1
}

async function isListening(grid: Grid, signal: AbortSignal): Promise<boolean> {
  return gridDriver(grid)
    .capabilities({ signal })
    .then(
      () => true,
      (error: unknown) => !isDomainError(error, 'GRID_UNREACHABLE'),
    )
}

/** Refreshes nodes of the embedded grid soon after they reported; answers how to stop. */
function followEmbedded(gridId: string): () => void {
  const pending = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    timer = undefined
    const nodeIds = [...pending]
    pending.clear()
    syncNodes(gridId, nodeIds).catch((error: unknown) =>
      log('warn', 'reported nodes were not read', { error }),
    )
  }
  const note = ({ nodeId }: { nodeId: string }) => {
    pending.add(nodeId)
    timer ??= setTimeout(flush, DEBOUNCE_MS)
    timer.unref()
  }
  explorerEvents.on('node', note)
  return () => {
    explorerEvents.off('node', note)
    clearTimeout(timer)
  }
}
