import { explorerEvents } from '@/lib/explorer/events'
import type { PrismaClient, Reservation } from '@/lib/server/db/generated/client'
import type { GridDriver } from '@/lib/server/grid/driver'
import { syncReservation, WATCHED_STATES } from '@/lib/server/reservations/sync'
import { forEachLimited, sleep } from './timing'

/** Between two looks at every reservation that may still change. */
export const SYNC_INTERVAL_MS = 5_000
// A lost reservation may come back when its explorer does; no need to hurry.
const LOST_INTERVAL_MS = 60_000
const PARALLEL_LOOKS = 8

/** The sync's effects. */
export interface SyncDeps {
  db: PrismaClient
  driverOf: (gridId: string) => Promise<GridDriver>
  /** grids that do not answer are not asked; the grid sync finds out when they are back */
  isGridDown?: (gridId: string) => Promise<boolean>
  now?: () => number
  onError: (where: string, error: unknown) => void
}

/** Keeps reservations as their explorers show them: at once for the embedded one, every few seconds for all. */
export class ReservationSync {
  private readonly now: () => number
  private readonly busy = new Set<string>()
  private readonly again = new Set<string>()
  private lostSince = 0

  constructor(private readonly deps: SyncDeps) {
    this.now = deps.now ?? Date.now
  }

  /** Works until `signal` is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const onWrite = ({ number }: { number: number }) => void this.onEmbedded(number, signal)
    explorerEvents.on('reservation', onWrite)
    try {
      while (!signal.aborted) {
        await this.syncAll(signal).catch((error: unknown) => this.report('sync', error, signal))
        await sleep(SYNC_INTERVAL_MS, signal)
      }
    } finally {
      explorerEvents.off('reservation', onWrite)
    }
  }

  /** A look that was stopped with the jobs is no trouble. */
  private report(where: string, error: unknown, signal?: AbortSignal): void {
    if (!signal?.aborted) this.deps.onError(where, error)
  }

  /** One look at everything that may still change. */
  async syncAll(signal?: AbortSignal): Promise<void> {
    const withLost = this.now() - this.lostSince >= LOST_INTERVAL_MS
    if (withLost) this.lostSince = this.now()
    const rows = await this.deps.db.reservation.findMany({
      where: {
        state: { in: WATCHED_STATES.filter((state) => withLost || state !== 'lost') },
        gridNumber: { not: null },
      },
    })
    const gridIds = [...new Set(rows.map((row) => row.gridId))]
    const own = (gridId: string) => rows.filter((row) => row.gridId === gridId)
    await Promise.all(gridIds.map((gridId) => this.syncGrid(gridId, own(gridId), signal)))
  }

  private async syncGrid(
    gridId: string,
    rows: readonly Reservation[],
    signal?: AbortSignal,
  ): Promise<void> {
    if (await this.deps.isGridDown?.(gridId)) return
    const driver = await this.deps.driverOf(gridId)
    const removals = removalQuestion(driver, signal)
    let failures = 0
    await forEachLimited(
      rows,
      PARALLEL_LOOKS,
      async (row) => {
        // A grid that stopped answering is not asked for each of its reservations.
        if (failures < PARALLEL_LOOKS && !signal?.aborted)
          await this.syncOne(row, driver, removals, signal)
      },
      (error, row) => {
        failures += 1
        this.report(`sync of reservation ${row.id}`, error, signal)
      },
    )
  }

  /** One look at a time per reservation; a wish meanwhile means once more. */
  private async syncOne(
    row: Reservation,
    driver: GridDriver,
    removals: ReturnType<typeof removalQuestion>,
    signal?: AbortSignal,
  ): Promise<void> {
    if (this.busy.has(row.id)) {
      this.again.add(row.id)
      return
    }
    this.busy.add(row.id)
    try {
      await syncReservation(this.deps.db, row, driver, removals, this.now, signal)
    } finally {
      this.busy.delete(row.id)
    }
    if (!this.again.delete(row.id) || signal?.aborted) return
    const fresh = await this.deps.db.reservation.findUnique({ where: { id: row.id } })
    if (fresh) await this.syncOne(fresh, driver, removals, signal)
  }

  /** The embedded explorer wrote: look at once at what of ours has that number. */
  private async onEmbedded(number: number, signal: AbortSignal): Promise<void> {
    try {
      const rows = await this.deps.db.reservation.findMany({
        where: {
          grid: { kind: 'embedded' },
          gridNumber: String(number),
          state: { in: WATCHED_STATES },
        },
      })
      for (const row of rows) {
        const driver = await this.deps.driverOf(row.gridId)
        await this.syncOne(row, driver, removalQuestion(driver, signal), signal)
      }
    } catch (error) {
      this.report('sync after a write of the explorer', error, signal)
    }
  }
}

/** Asks a node's open removals once per round, however many of its reservations are being deleted. */
function removalQuestion(driver: GridDriver, signal?: AbortSignal) {
  const asked = new Map<string, Promise<ReadonlySet<string>>>()
  return (nodeId: string): Promise<ReadonlySet<string>> => {
    const known = asked.get(nodeId)
    if (known) return known
    const answer = driver
      .pendingRemovals(nodeId, { signal })
      .then((entries) => new Set(entries.map((entry) => entry.number)))
    asked.set(nodeId, answer)
    return answer
  }
}
