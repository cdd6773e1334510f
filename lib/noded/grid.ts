import { isDomainError } from '@/lib/errors/domain-error'
import type { WireLocation } from '@/lib/protocol/types'
import { fetchExplorerInfo } from './explorer-client'
import { createFarmerClient } from './farmer-client'

/** The explorer as all nodes of this process see it. */
export interface Grid {
  /** null: an original explorer, which takes unsigned writes and knows no status */
  explorerId: string | null
  farmIds: ReadonlyMap<string, number>
}

export interface GridAccessOptions {
  baseUrl: string
  token: string | undefined
  farms: readonly { name: string; location: WireLocation }[]
  signal: AbortSignal
}

/** Knows the explorer once for all nodes, and again after somebody says it changed. */
export type GridAccess = ReturnType<typeof createGridAccess>

/** Makes the shared view of the explorer; the farms are made when they are not there. */
export function createGridAccess(options: GridAccessOptions) {
  const farmer = createFarmerClient(options)
  let known: Promise<Grid> | null = null

  async function meet(): Promise<Grid> {
    const info = await fetchExplorerInfo(options.baseUrl, options.signal)
    const farmIds = new Map(await farmer.listFarms())
    for (const { name, location } of options.farms)
      if (!farmIds.has(name)) farmIds.set(name, await farmer.createFarm(name, location))
    return { explorerId: info?.id ?? null, farmIds }
  }

  return {
    /** The explorer's id and our farms; asks again only when the last try failed or was forgotten. */
    meet: (): Promise<Grid> => {
      known ??= meet().catch((error: unknown) => {
        known = null
        throw error
      })
      return known
    },
    /** The explorer does not know us any more: ask everything again. */
    forget: () => {
      known = null
    },
    /** A token for a new node; null where the explorer has no enrolments. */
    enrol: async (farmId: number, grid: Grid): Promise<string | null> => {
      if (grid.explorerId === null) return null
      try {
        return await farmer.enrol(farmId)
      } catch (error) {
        // without a token of ours the explorer may still be open (EXPLORER_COMPAT)
        if (!options.token && isDomainError(error, 'GRID_REJECTED')) return null
        throw error
      }
    },
  }
}
