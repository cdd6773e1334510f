import { runProcess } from './run-process'
import type { World } from './world'

/** Steps of an operation that is killed at each of them. PostgreSQL shares every line but the database, so fewer tell. */
export const CRASH_STEPS = process.env['COCKPIT_TEST_DATABASE'] === 'postgres' ? 8 : 20

/** Where a process is killed. */
export interface Crash {
  point: string
  count: number
}

/** Kills one process after the other, then lets the last one finish. Answers how many were killed. */
export async function crashThrough(crashes: readonly Crash[], parallel = 1): Promise<number> {
  let killed = 0
  for (const kill of crashes) if ((await runProcess({ kill, parallel })) === 'killed') killed += 1
  await runProcess({ parallel })
  return killed
}

/**
 * One crash at every step of an operation of `steps` requests: in turn just after a request was answered and just before
 * the next one leaves.
 */
export function crashAtEachStep(steps: number): Crash[] {
  return Array.from({ length: steps }, (_, index) => {
    if (index === 0) return { point: 'after-request', count: 1 }
    // Odd: the process finds the last one and dies before sending the next. Even: it sends that one, and dies behind the next.
    return index % 2 === 1
      ? { point: 'before-request', count: 1 }
      : { point: 'after-request', count: 2 }
  })
}

/** What the explorer stores against what we know: equal, each exactly once. */
export async function compareWithExplorer(world: Pick<World, 'db'>) {
  const [ours, theirs] = await Promise.all([
    world.db.reservation.findMany(),
    world.db.explorerReservation.findMany(),
  ])
  const signature = (raw: string) => (JSON.parse(raw) as { signature: string }).signature
  const known = ours.map((row) => `${row.gridNumber} ${row.signature}`).sort()
  const stored = theirs.map((row) => `${row.number} ${signature(row.raw)}`).sort()
  return { known, stored }
}
