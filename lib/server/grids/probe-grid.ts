import { DomainError } from '@/lib/errors/domain-error'
import { db } from '@/lib/server/db/client'
import type { Grid } from '@/lib/server/db/generated/client'
import { gridDriver } from '@/lib/server/grid'
import type { CallOptions, GridCapabilities, GridDriver } from '@/lib/server/grid/driver'

/** What a check found. */
export interface Probe {
  driver: GridDriver
  capabilities: GridCapabilities
}

/**
 * Asks a grid what it is. Signatures name the explorer they are for: one that gives another grid's id, or another than it
 * gave before, could pass our signed requests on, so it gets none.
 *
 * @throws DomainError of the driver; `GRID_BAD_ANSWER` for a false id
 */
export async function probeGrid(grid: Grid, options?: CallOptions): Promise<Probe> {
  const driver = gridDriver(grid)
  const capabilities = await driver.capabilities(options)
  const { explorerId } = capabilities
  if (grid.explorerId !== null && explorerId !== grid.explorerId)
    throw new DomainError(
      'GRID_BAD_ANSWER',
      `The grid “${grid.name}” (${grid.url}) is not the explorer it was: its id has changed. If that is intended, check the grid in Settings.`,
    )
  const twin =
    explorerId === null
      ? null
      : await db().grid.findFirst({ where: { explorerId, id: { not: grid.id } } })
  if (twin)
    throw new DomainError(
      'GRID_BAD_ANSWER',
      `The grid “${grid.name}” (${grid.url}) gives the id of the grid “${twin.name}”. Keep only one of the two.`,
    )
  return { driver, capabilities }
}
