import { afterEach, beforeEach, expect, it } from 'vitest'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { elsewhere } from './elsewhere'
import { explorerEvents } from './events'

let temp: TempDatabase
let told: string[]
let rung = 0
let leave: () => void
const listener = ({ number, nodeId }: { number: number; nodeId: string }) =>
  told.push(`${number} ${nodeId}`)
beforeEach(async () => {
  temp = await withTempDatabase()
  told = []
  rung = 0
  await add(0, 'before')
  explorerEvents.on('reservation', listener)
  leave = elsewhere.watch(() => (rung += 1))
})
afterEach(async () => {
  leave()
  explorerEvents.off('reservation', listener)
  await temp.close()
})

const add = (number: number, nodeId: string) =>
  temp.db.explorerReservation.create({
    data: { number, nodeId, userId: 'u', type: 'network', raw: '{}', expiresAt: 0n },
  })

it('tells of reservations and removals that another process stored', async () => {
  // What came before the first look is nobody's news; whoever waits is rung once instead.
  await expect.poll(() => rung, { timeout: 10_000 }).toBe(1)
  await add(1, 'a')
  await add(2, 'b')
  await expect.poll(() => told, { timeout: 10_000 }).toEqual(['1 a', '2 b'])
  await temp.db.explorerReservation.update({ where: { number: 1 }, data: { toDelete: true } })
  await expect.poll(() => told, { timeout: 10_000 }).toEqual(['1 a', '2 b', '1 a'])
  expect(rung).toBe(1)
})
