import { reachableUrl } from '@/lib/server/grids/embedded-grid'
import { cachedCapabilities, forgetCapabilities } from './capability-cache'
import type { GridDriver } from './driver'
import { explorerDriver } from './explorer-driver'

/** What of a grid's row the driver needs. */
export interface GridRow {
  name: string
  kind: string
  url: string
  explorerId?: string | null
}

/** The driver that speaks to a grid. */
export function gridDriver(grid: GridRow): GridDriver {
  const url = reachableUrl(grid)
  return explorerDriver({
    name: grid.name,
    baseUrl: url,
    isEmbedded: grid.kind === 'embedded',
    pinnedExplorerId: grid.explorerId ?? null,
    knownCapabilities: (load) => cachedCapabilities(url, load),
    forgetCapabilities: () => forgetCapabilities(url),
  })
}
