import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { LEASE_MS, REQUEST_BUDGET_MS, RunnerLease } from './leader'

let temp: TempDatabase
beforeAll(async () => {
  temp = await withTempDatabase()
})
afterAll(() => temp.close())
afterEach(() => temp.db.setting.deleteMany())

/** A process on a machine whose clocks we turn. */
function machine(wallStart = 0) {
  const clock = { steady: 0, wall: wallStart }
  const lease = new RunnerLease(temp.db, { steady: () => clock.steady, wall: () => clock.wall })
  const pass = (ms: number) => {
    clock.steady += ms
    clock.wall += ms
  }
  return { lease, clock, pass }
}

/** Leaves the row as a process on another machine writes it. */
async function moveAway(): Promise<void> {
  const row = await temp.db.setting.findUniqueOrThrow({ where: { key: 'jobs/runner' } })
  const value = JSON.stringify({ ...(JSON.parse(row.value) as object), host: 'elsewhere' })
  await temp.db.setting.update({ where: { key: 'jobs/runner' }, data: { value } })
}

test('one holds it, and the next takes it over when it is released', async () => {
  const [first, second] = [machine(), machine()]
  expect(await first.lease.hold()).toBe('taken')
  expect(await first.lease.hold()).toBe('held')
  expect(await second.lease.hold()).toBe('elsewhere')
  expect([first.lease.maySend(), second.lease.maySend()]).toEqual([true, false])
  await first.lease.release()
  expect(first.lease.maySend()).toBe(false)
  expect(await second.lease.hold()).toBe('taken')
})

test('of several at once, one gets it', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => machine().lease.hold()))
  expect(answers.filter((answer) => answer === 'taken')).toHaveLength(1)
})

test.each([0, 3_600_000, -3_600_000])(
  'another machine waits the whole length, whatever its clock says (%i ms off)',
  async (skew) => {
    const [holder, other] = [machine(), machine(skew)]
    await holder.lease.hold()
    await moveAway()
    expect(await other.lease.hold()).toBe('elsewhere')
    other.pass(LEASE_MS - 1)
    expect(await other.lease.hold()).toBe('elsewhere')
    other.pass(1)
    expect(await other.lease.hold()).toBe('taken')
    // By then the holder has long stopped sending.
    holder.pass(LEASE_MS)
    expect(holder.lease.maySend()).toBe(false)
  },
)

test('a lease that is renewed is never over', async () => {
  const [holder, other] = [machine(), machine()]
  for (let round = 0; round < 10; round += 1) {
    expect(await holder.lease.hold()).not.toBe('elsewhere')
    expect(await other.lease.hold()).toBe('elsewhere')
    for (const { pass } of [holder, other]) pass(5_000)
  }
})

test('neither sleep nor a clock set back prolongs what the holder may send', async () => {
  const asleep = machine()
  await asleep.lease.hold()
  asleep.clock.wall += LEASE_MS
  expect(asleep.lease.maySend()).toBe(false)
  await asleep.lease.release()
  const setBack = machine()
  await setBack.lease.hold()
  setBack.pass(LEASE_MS - REQUEST_BUDGET_MS)
  setBack.clock.wall -= 3_600_000
  expect(setBack.lease.maySend()).toBe(false)
})

test('who comes back after its lease was over looks at what was left behind', async () => {
  const holder = machine()
  await holder.lease.hold()
  holder.pass(LEASE_MS)
  expect(await holder.lease.hold()).toBe('taken')
})
