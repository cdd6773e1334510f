import { z } from 'zod'
import { closeDb, db } from '@/lib/server/db/client'
import { gridDriver } from '@/lib/server/grid'
import type { FaultPoint } from '@/lib/server/operations/attempt-step'
import { identityForRequests } from '@/lib/server/operations/signer'
import { Runner } from '../runner'
import { sleep } from '../timing'

/**
 * A process that does nothing but run steps until none is left, for tests that kill it. Its one argument is JSON.
 */
const optionsSchema = z.object({
  /** kill this process, unannounced, at the n-th passing of that point */
  kill: z.object({ point: z.string(), count: z.number() }).optional(),
  parallel: z.number(),
  absenceGapMs: z.number(),
})

const options = optionsSchema.parse(JSON.parse(process.argv[2] ?? '{}'))
let passed = 0

function fault(point: FaultPoint): void {
  if (point !== options.kill?.point) return
  passed += 1
  if (passed === options.kill.count) process.kill(process.pid, 'SIGKILL')
}

const stop = new AbortController()
const runner = new Runner({
  db: db(),
  driverOf: async (gridId) =>
    gridDriver(await db().grid.findUniqueOrThrow({ where: { id: gridId } })),
  identityOf: identityForRequests,
  parallel: options.parallel,
  absenceGapMs: options.absenceGapMs,
  fault,
  onError: (where, error) => process.stderr.write(`${where}: ${String(error)}\n`),
})
const ended = runner.run(stop.signal)
while (!(await runner.isIdle())) await sleep(20)
stop.abort()
await ended
await closeDb()
