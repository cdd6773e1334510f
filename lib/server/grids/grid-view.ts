import { z } from 'zod'
import type { GridView } from '@/lib/schemas/views'
import type { Grid } from '@/lib/server/db/generated/client'

const additionsSchema = z.array(z.string()).catch([])

/** Names of the additions stored with a grid. */
export function storedAdditions(grid: Pick<Grid, 'additions'>): string[] {
  try {
    return additionsSchema.parse(JSON.parse(grid.additions))
  } catch {
    return []
  }
}

/** A grid's row as the API shows it. */
export function toGridView(grid: Grid & { _count?: { nodes: number; farms: number } }): GridView {
  return {
    id: grid.id,
    name: grid.name,
    kind: grid.kind === 'embedded' ? 'embedded' : 'explorer',
    url: grid.url,
    state: grid.state === 'up' || grid.state === 'down' ? grid.state : 'unknown',
    error: grid.error,
    checkedAt: grid.checkedAt?.toISOString() ?? null,
    nextCheckAt: grid.nextCheckAt?.toISOString() ?? null,
    additions: storedAdditions(grid),
    nodeCount: grid._count?.nodes ?? 0,
    farmCount: grid._count?.farms ?? 0,
  }
}
