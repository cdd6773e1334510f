import { db } from '@/lib/server/db/client'

/** How far the reservations have come, as a poll sees them. */
export interface Changes {
  /** the highest number, -1 for none */
  highest: number
  /** marked to be removed, and not removed yet */
  removals: number
  /** what came since the look before */
  changed: { number: number; nodeId: string }[]
}

const REMOVALS = { toDelete: true, deleted: false }
const WHICH = { number: true, nodeId: true }

/** Looks what changed since `before`: new reservations and new removals. */
export async function latestChanges(before: Changes | null): Promise<Changes> {
  const table = db().explorerReservation
  const [{ _max }, removals] = await Promise.all([
    table.aggregate({ _max: { number: true } }),
    table.count({ where: REMOVALS }),
  ])
  const highest = _max.number ?? -1
  if (before === null) return { highest, removals, changed: [] }
  const [added, removed] = await Promise.all([
    highest > before.highest
      ? table.findMany({ where: { number: { gt: before.highest } }, select: WHICH })
      : [],
    removals === before.removals ? [] : table.findMany({ where: REMOVALS, select: WHICH }),
  ])
  return { highest, removals, changed: [...added, ...removed] }
}
