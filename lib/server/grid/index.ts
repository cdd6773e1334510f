import type { GridDriver } from './driver'
import { explorerDriver } from './explorer-driver'

/** What of a grid's row the driver needs. */
export interface GridRow {
  id: string
  name: string
  kind: string
  url: string
}

/** The driver that speaks to a grid. */
export function gridDriver(grid: GridRow): GridDriver {
  return explorerDriver({
    name: grid.name,
    baseUrl: grid.url,
    isEmbedded: grid.kind === 'embedded',
  })
}
