import type { DomainError } from '@/lib/errors/domain-error'
import { db } from '@/lib/server/db/client'
import type { Grid } from '@/lib/server/db/generated/client'
import { recordEvent } from '@/lib/server/events/record-event'
import type { GridCapabilities } from '@/lib/server/grid/driver'
import { backoffMs, UP_INTERVAL_MS } from './backoff'

/** Clock and chance, passed in. */
export interface CheckDeps {
  /** unix milliseconds */
  now: () => number
  /** 0 up to 1 */
  random: () => number
}

/** The real clock and chance. */
export const CHECK_DEPS: CheckDeps = { now: Date.now, random: Math.random }

/** What of a grid changes with a check. */
type Change = Partial<Omit<Grid, 'id' | 'name' | 'kind' | 'url' | 'createdAt'>>

async function saveState(grid: Grid, change: Change & { state: string }, message: string) {
  return db().$transaction(async (tx) => {
    const before = await tx.grid.findUnique({ where: { id: grid.id }, select: { state: true } })
    // Removed while it was being asked.
    if (!before) return { ...grid, ...change }
    if (before.state !== change.state)
      await recordEvent(tx, {
        kind: 'grid',
        subjectId: grid.id,
        gridId: grid.id,
        fromState: before.state,
        toState: change.state,
        message,
      })
    return tx.grid.update({ where: { id: grid.id }, data: change })
  })
}

/** Notes that a grid answered. `notes`: what of its answer could not be used. */
export async function markUp(
  grid: Grid,
  capabilities: GridCapabilities,
  notes: readonly string[],
  { now }: CheckDeps,
): Promise<Grid> {
  const at = now()
  const wasUp = grid.state === 'up'
  const change = {
    state: 'up',
    error: notes.length > 0 ? notes.join(' ') : null,
    failures: 0,
    explorerId: capabilities.explorerId,
    additions: JSON.stringify(capabilities.additions),
    checkedAt: new Date(at),
    upSince: wasUp ? grid.upSince : new Date(at),
    nextCheckAt: new Date(at + UP_INTERVAL_MS),
  }
  return saveState(grid, change, `The grid “${grid.name}” answers.`)
}

/** Notes that a grid did not answer as an explorer does; what is known of its nodes stays. */
export async function markDown(grid: Grid, error: DomainError, deps: CheckDeps): Promise<Grid> {
  const at = deps.now()
  const failures = grid.failures + 1
  const change = {
    state: 'down',
    error: error.message,
    failures,
    checkedAt: new Date(at),
    upSince: null,
    nextCheckAt: new Date(at + backoffMs(failures, deps.random())),
  }
  return saveState(grid, change, error.message)
}
