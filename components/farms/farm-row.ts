import type { FarmDetailView } from '@/lib/schemas/nodes'

/** A farm in the list. */
export type FarmRow = Pick<
  FarmDetailView,
  | 'gridId'
  | 'gridName'
  | 'farmId'
  | 'name'
  | 'nodes'
  | 'counts'
  | 'cpu'
  | 'memory'
  | 'ssd'
  | 'reliability'
> & {
  key: string
  /** the busiest places in words */
  where: string
  /** reservations of ours there that may still hold something */
  ours: number
}

const PLACES_NAMED = 2

/** What the list needs of a farm. */
export function toFarmRow(farm: FarmDetailView, ours: number): FarmRow {
  const { gridId, gridName, farmId, name, nodes, counts, cpu, memory, ssd, reliability } = farm
  const named = farm.places.slice(0, PLACES_NAMED).map((place) => place.name)
  const more = farm.places.length - named.length
  return {
    key: `${gridId}/${farmId}`,
    ...{ gridId, gridName, farmId, name, nodes, counts, cpu, memory, ssd, reliability, ours },
    where: [...named, ...(more > 0 ? [`${more} more`] : [])].join(' · '),
  }
}

/** Farms whose name, grid or places contain every word. */
export function findFarms(rows: readonly FarmRow[], text: string): readonly FarmRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return rows
  return rows.filter((row) => {
    const hay = `${row.name} ${row.gridName} ${row.where} ${row.farmId}`.toLowerCase()
    return words.every((word) => hay.includes(word))
  })
}

/** The page of a farm. */
export function farmHref({ gridId, farmId }: { gridId: string; farmId: number }): string {
  return `/farms/${encodeURIComponent(gridId)}/${farmId}`
}
