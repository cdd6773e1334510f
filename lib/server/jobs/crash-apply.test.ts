import { afterEach, beforeEach, expect, test } from 'vitest'
import { getOperation } from '@/lib/server/operations/operations'
import { CRASH_STEPS, compareWithExplorer, crashAtEachStep, crashThrough } from './testing/crashes'
import { apply, makeNetwork, makeWorld, type World } from './testing/world'

/** More than the 16 that may be under way at once. */
const STEPS = 20
let world: World
beforeEach(async () => {
  world = await makeWorld(STEPS)
})
afterEach(() => world.close())

async function expectExactlyOnce(operationId: string, count: number): Promise<void> {
  const { known, stored } = await compareWithExplorer(world)
  expect(stored).toHaveLength(count)
  expect(known).toEqual(stored)
  const { steps } = await getOperation(world.actor, operationId)
  expect(new Set(steps.map(({ state }) => state))).toEqual(new Set(['done']))
  expect(new Set(steps.map(({ reservation }) => reservation.state))).toEqual(new Set(['submitted']))
}

test(`an apply of ${CRASH_STEPS}, killed at each step, posts every reservation exactly once`, async () => {
  const network = await makeNetwork(world, 'crashing', CRASH_STEPS)
  const operation = await apply(world, network.id, '2h')
  expect(await crashThrough(crashAtEachStep(CRASH_STEPS))).toBe(CRASH_STEPS)
  await expectExactlyOnce(operation.id, CRASH_STEPS)
  expect(world.proxy.passed.filter(({ method }) => method === 'POST')).toHaveLength(CRASH_STEPS)
}, 300_000)

test('it may be killed at any point of an attempt, also while looking', async () => {
  const network = await makeNetwork(world, 'everywhere', 2)
  const operation = await apply(world, network.id, '2h')
  const points = ['claimed', 'before-look', 'committed', 'before-request', 'after-request']
  const round = [...points, 'before-look', 'committed'].map((point) => ({ point, count: 1 }))
  expect(await crashThrough([...round, ...round].slice(0, 12))).toBeGreaterThan(8)
  await expectExactlyOnce(operation.id, 2)
}, 300_000)

test('with 16 requests under way at once, too', async () => {
  const network = await makeNetwork(world, 'parallel')
  const operation = await apply(world, network.id, '2h')
  const crashes = [1, 1].map((count) => ({ point: 'after-request', count }))
  expect(await crashThrough(crashes, 16)).toBe(2)
  await expectExactlyOnce(operation.id, STEPS)
}, 300_000)
