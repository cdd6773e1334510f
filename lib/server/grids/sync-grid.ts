import { isDomainError } from '@/lib/errors/domain-error'
import { db } from '@/lib/server/db/client'
import type { Grid } from '@/lib/server/db/generated/client'
import { gridDriver } from '@/lib/server/grid'
import { fetchStatuses } from '@/lib/server/nodes/fetch-statuses'
import {
  replaceFarms,
  replaceNodes,
  updateNodes,
  writeStatuses,
} from '@/lib/server/nodes/node-cache'
import { recordSamples } from '@/lib/server/nodes/samples'
import { gridRow } from './grid-row'
import type { CheckDeps } from './grid-state'
import { CHECK_DEPS, markDown, markUp } from './grid-state'
import { probeGrid } from './probe-grid'

/** Beyond this many changed nodes the whole list is cheaper. */
const MAX_SINGLE_NODES = 40

/** How a grid is refreshed. */
export interface SyncOptions {
  signal?: AbortSignal | undefined
  /** the explorer may have another id than before: somebody looked and decided */
  acceptNewExplorer?: boolean
}

const turns = new Map<string, Promise<unknown>>()

/** One refresh of a grid at a time: a slow one must not write older facts over newer ones. */
function inTurn<T>(gridId: string, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(gridId) ?? Promise.resolve()).then(work, work)
  turns.set(gridId, turn)
  return turn
}

/**
 * Refreshes what is known of one grid: its state, farms and nodes. What cannot be fetched leaves the cache as it is and
 * the grid `down` with the reason.
 */
export function syncGrid(
  gridId: string,
  deps: CheckDeps = CHECK_DEPS,
  { signal, acceptNewExplorer = false }: SyncOptions = {},
): Promise<Grid> {
  return inTurn(gridId, async () => {
    const grid = await gridRow(gridId)
    return syncNow(acceptNewExplorer ? { ...grid, explorerId: null } : grid, deps, signal)
  })
}

async function syncNow(grid: Grid, deps: CheckDeps, signal?: AbortSignal): Promise<Grid> {
  try {
    return await refresh(grid, deps, signal)
  } catch (error) {
    if (!isDomainError(error) || signal?.aborted) throw error
    return markDown(grid, error, deps)
  }
}

async function refresh(grid: Grid, deps: CheckDeps, signal?: AbortSignal): Promise<Grid> {
  const options = { signal }
  const { driver, capabilities } = await probeGrid(grid, options)
  const [farms, nodes] = await Promise.all([driver.listFarms(options), driver.listNodes(options)])
  const fetchedAt = new Date(deps.now())
  await replaceFarms(grid.id, farms.records, fetchedAt)
  const { changed } = await replaceNodes(grid.id, nodes.records, fetchedAt)
  const notes = [...farms.notes, ...nodes.notes]
  const up = await markUp(grid, capabilities, notes, deps)
  if (capabilities.nodeStatus)
    await writeStatuses(grid.id, await fetchStatuses(driver, changed, signal))
  await recordSamples(grid.id, deps.now())
  return up
}

/** Refreshes only these nodes of a grid; the whole grid when there are many, or of a farm not seen before. */
export async function syncNodes(gridId: string, nodeIds: readonly string[]): Promise<void> {
  const isDone =
    nodeIds.length <= MAX_SINGLE_NODES && (await inTurn(gridId, () => syncFew(gridId, nodeIds)))
  if (!isDone) await syncGrid(gridId)
}

/** False when the whole grid has to be read instead. */
async function syncFew(gridId: string, nodeIds: readonly string[]): Promise<boolean> {
  const grid = await gridRow(gridId)
  if (grid.state !== 'up') return false
  const driver = gridDriver(grid)
  const found = await Promise.all(nodeIds.map((nodeId) => driver.getNode(nodeId)))
  const records = found.filter((record) => record !== null)
  const farmIds = [...new Set(records.map(({ value }) => value.farm_id))]
  const known = await db().gridFarm.count({ where: { gridId, farmId: { in: farmIds } } })
  if (records.length < nodeIds.length || known < farmIds.length) return false
  const statuses = await fetchStatuses(driver, nodeIds)
  await updateNodes(gridId, records, new Date())
  await writeStatuses(gridId, statuses)
  return true
}
