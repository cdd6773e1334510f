import { afterEach, beforeEach, expect, test } from 'vitest'
import { deleteNetwork } from '@/lib/server/networks/delete'
import { CRASH_STEPS, crashAtEachStep, crashThrough } from './testing/crashes'
import { apply, makeNetwork, makeWorld, runUntilIdle, type World } from './testing/world'

const STEPS = CRASH_STEPS
let world: World
beforeEach(async () => {
  world = await makeWorld(STEPS)
})
afterEach(() => world.close())

test(`a delete of ${STEPS}, killed at each step, asks for every deletion and nothing else`, async () => {
  const network = await makeNetwork(world, 'leaving')
  const other = await makeNetwork(world, 'staying', 3)
  await apply(world, network.id, '2h')
  await apply(world, other.id, '2h')
  await runUntilIdle(world)
  await deleteNetwork(world.actor, network.id, { confirm: 'leaving' })
  expect(await crashThrough(crashAtEachStep(STEPS))).toBe(STEPS)
  const rows = await world.db.reservation.findMany()
  const asked = await world.db.explorerReservation.findMany({ where: { toDelete: true } })
  const leaving = rows.filter(({ networkId }) => networkId === network.id)
  expect(asked.map(({ number }) => String(number)).sort()).toEqual(
    leaving.map(({ gridNumber }) => gridNumber).sort(),
  )
  expect(new Set(leaving.map(({ state }) => state))).toEqual(new Set(['deleting']))
  expect(await world.db.explorerReservation.count()).toBe(STEPS + 3)
  expect(world.proxy.passed.filter(({ method }) => method === 'DELETE')).toHaveLength(STEPS)
}, 300_000)
