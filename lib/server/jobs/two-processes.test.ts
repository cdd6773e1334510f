import { afterEach, beforeEach, expect, test } from 'vitest'
import { getOperation } from '@/lib/server/operations/operations'
import { compareWithExplorer } from './testing/crashes'
import { runProcess } from './testing/run-process'
import { apply, makeNetwork, makeWorld, type World } from './testing/world'

const NODES = 24
let world: World
beforeEach(async () => {
  world = await makeWorld(NODES)
})
afterEach(() => world.close())

const leaseTaken = () =>
  expect
    .poll(() => world.db.setting.count({ where: { key: 'jobs/runner' } }), { timeout: 60_000 })
    .toBe(1)
const posts = () => world.proxy.passed.filter(({ method }) => method === 'POST').length

/** Writes beside the processes, as people's requests do. */
async function writeMeanwhile(until: { over: boolean }): Promise<number> {
  let written = 0
  while (!until.over) {
    await world.db.$transaction(async (tx) => {
      const row = await tx.setting.upsert({
        where: { key: 'load' },
        create: { key: 'load', value: '0' },
        update: {},
      })
      const value = `${Number(row.value) + 1}`
      await tx.setting.update({ where: { key: 'load' }, data: { value } })
    })
    written += 1
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return written
}

test('two processes on one database: when one is killed the other goes on, and everything is posted once', async () => {
  const network = await makeNetwork(world, 'shared')
  const operation = await apply(world, network.id, '2h')
  const until = { over: false }
  const load = writeMeanwhile(until)
  // The first dies with several requests under way; the second has been waiting for the lease.
  const first = runProcess({ parallel: 4, kill: { point: 'after-request', count: 6 } })
  await leaseTaken()
  const second = runProcess({ parallel: 4, kill: { point: 'before-request', count: 6 } })
  const third = runProcess({ parallel: 4 })
  const ends = await Promise.all([first, second, third])
  until.over = true
  expect(ends[0]).toBe('killed')
  expect(ends[2]).toBe('done')
  const written = await load
  const row = await world.db.setting.findUnique({ where: { key: 'load' } })
  expect(row?.value).toBe(`${written}`)
  const { known, stored } = await compareWithExplorer(world)
  expect(stored).toHaveLength(NODES)
  expect(known).toEqual(stored)
  expect(posts()).toBe(NODES)
  const { steps, state } = await getOperation(world.actor, operation.id)
  expect(new Set(steps.map((step) => step.state))).toEqual(new Set(['done']))
  expect(['running', 'done']).toContain(state)
}, 120_000)
