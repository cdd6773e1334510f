import { DomainError } from '@/lib/errors/domain-error'
import { db } from '@/lib/server/db/client'
import type { Grid } from '@/lib/server/db/generated/client'

/**
 * The row of a grid.
 * @throws DomainError `NOT_FOUND`
 */
export async function gridRow(id: string): Promise<Grid> {
  const grid = await db().grid.findUnique({ where: { id } })
  if (!grid)
    throw new DomainError(
      'NOT_FOUND',
      'There is no such grid. Settings lists the ones there are.',
      {
        id,
      },
    )
  return grid
}
