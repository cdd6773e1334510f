import type { GridView } from '@/lib/schemas/views'
import { db } from '@/lib/server/db/client'
import { forgetCapabilities } from '@/lib/server/grid/capability-cache'
import { gridRow } from './grid-row'
import type { CheckDeps } from './grid-state'
import { toGridView } from './grid-view'
import { syncGrid } from './sync-grid'

/**
 * Asks a grid now, whatever its backoff, and accepts a new explorer id.
 * @throws DomainError `NOT_FOUND`; a grid that does not answer is no error but the state `down`
 */
export async function checkGrid(id: string, deps?: CheckDeps): Promise<GridView> {
  forgetCapabilities((await gridRow(id)).url)
  await syncGrid(id, deps, { acceptNewExplorer: true })
  const grid = await db().grid.findUniqueOrThrow({
    where: { id },
    include: { _count: { select: { nodes: true, farms: true } } },
  })
  return toGridView(grid)
}
