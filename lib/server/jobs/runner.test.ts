import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deleteNetwork } from '@/lib/server/networks/delete'
import { getOperation } from '@/lib/server/operations/operations'
import {
  apply,
  makeNetwork,
  makeRunner,
  makeWorld,
  runUntilIdle,
  storedSignatures,
  type World,
} from './testing/world'
import { sleep } from './timing'

let world: World
beforeEach(async () => {
  world = await makeWorld(3)
})
afterEach(() => world.close())

const posts = () => world.proxy.passed.filter(({ method }) => method === 'POST').length
const deletes = () => world.proxy.passed.filter(({ method }) => method === 'DELETE').length
const isPost = ({ method }: { method: string }) => method === 'POST'

async function ourSignatures(): Promise<string[]> {
  const rows = await world.db.reservation.findMany()
  return rows.map((row) => row.signature)
}

async function expectExactlyOnce(): Promise<void> {
  expect((await storedSignatures(world)).sort()).toEqual((await ourSignatures()).sort())
}

describe('posting', () => {
  test('sends every reservation once and learns its number', async () => {
    const network = await makeNetwork(world, 'plain')
    const operation = await apply(world, network.id, '2h')
    expect(operation.steps.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting'])
    expect(await runUntilIdle(world)).toEqual([])
    const after = await getOperation(world.actor, operation.id)
    expect(after.steps.map(({ state, reservation }) => [state, reservation.state])).toEqual(
      Array(3).fill(['done', 'submitted']),
    )
    const numbers = after.steps.map(({ reservation }) => reservation.gridReservationId).sort()
    expect(numbers).toEqual(['0-1', '1-1', '2-1'])
    await expectExactlyOnce()
    expect(posts()).toBe(3)
  })

  test('finds what was stored when the connection dropped after storing', async () => {
    const network = await makeNetwork(world, 'dropped')
    world.proxy.treat = (request) => (isPost(request) ? 'drop-after' : 'pass')
    await apply(world, network.id, '2h')
    await runUntilIdle(world, { now: hurriedClock() })
    await expectExactlyOnce()
    expect(posts()).toBe(3)
    const rows = await world.db.reservation.findMany()
    expect(rows.map(({ state, gridNumber }) => [state, gridNumber !== null])).toEqual(
      Array(3).fill(['submitted', true]),
    )
  })

  test('sends again only after looking twice when nothing was stored', async () => {
    const network = await makeNetwork(world, 'vanished', 1)
    let dropped = 0
    world.proxy.treat = (request) => (isPost(request) && dropped++ < 2 ? 'drop-before' : 'pass')
    await apply(world, network.id, '2h')
    await runUntilIdle(world, { now: hurriedClock() })
    await expectExactlyOnce()
    const polls = world.proxy.passed.filter(({ path }) => path.includes('/poll?from=0'))
    expect([posts(), polls.length]).toEqual([3, 4])
  })

  test.each([500, 502, 503])(
    'looks for it after %i, for it may have been stored',
    async (status) => {
      const network = await makeNetwork(world, 'server-error', 1)
      let first = true
      world.proxy.treat = (request) => {
        if (!isPost(request) || !first) return 'pass'
        first = false
        return { status, body: 'later' }
      }
      await apply(world, network.id, '2h')
      await runUntilIdle(world, { now: hurriedClock() })
      await expectExactlyOnce()
    },
  )

  test('a definite refusal fails with the explorer’s sentence and is not repeated', async () => {
    const network = await makeNetwork(world, 'refused')
    let refused = false
    world.proxy.treat = (request) => {
      if (!isPost(request) || refused) return 'pass'
      refused = true
      return { status: 400, body: 'no room for you' }
    }
    const { id } = await apply(world, network.id, '2h')
    await runUntilIdle(world)
    const { state, steps } = await getOperation(world.actor, id)
    const failed = steps.filter((step) => step.state === 'failed')
    expect(failed).toHaveLength(1)
    expect(failed[0]?.error).toContain('no room for you')
    expect(failed[0]?.reservation.state).toBe('failed')
    expect(state).toBe('running')
    expect(posts()).toBe(3)
  })

  test('a grid that is down is tried again, visibly, and nothing is doubled', async () => {
    const network = await makeNetwork(world, 'down', 1)
    await world.proxy.close()
    const { id } = await apply(world, network.id, '2h')
    const { runner } = makeRunner(world)
    const stop = new AbortController()
    const ended = runner.run(stop.signal)
    await expect
      .poll(async () => (await getOperation(world.actor, id)).steps[0], { timeout: 10_000 })
      .toMatchObject({ state: 'waiting', attempts: 1, nextAttemptAt: expect.any(String) })
    stop.abort()
    await ended
    const [step] = (await getOperation(world.actor, id)).steps
    expect(step?.error).toContain('refuses the connection')
    expect(step?.reservation.state).toBe('signed')
  })

  test('nothing is sent at or after the end instant', async () => {
    const network = await makeNetwork(world, 'late', 1)
    await apply(world, network.id, '2h')
    await runUntilIdle(world, { now: () => Date.now() + 3 * 3_600_000 })
    expect(posts()).toBe(0)
    const [row] = await world.db.reservation.findMany()
    expect(row).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('Nothing was sent'),
    })
  })

  test('two runners at once do nothing twice', async () => {
    const network = await makeNetwork(world, 'twins')
    await apply(world, network.id, '2h')
    await Promise.all([runUntilIdle(world), runUntilIdle(world)])
    await expectExactlyOnce()
    expect(posts()).toBe(3)
  })

  test('a database that is locked for a while delays, loses nothing and doubles nothing', async () => {
    const network = await makeNetwork(world, 'locked')
    await apply(world, network.id, '2h')
    let failures = 0
    const real = world.db.$transaction.bind(world.db)
    const flaky = new Proxy(world.db, {
      get(target, key, receiver) {
        if (key !== '$transaction') return Reflect.get(target, key, receiver) as unknown
        return (run: Parameters<typeof real>[0]) => {
          failures += 1
          if (failures > 1 && failures < 4) throw new Error('SQLITE_BUSY: database is locked')
          return real(run)
        }
      },
    })
    const reported = await runUntilIdle(world, { db: flaky })
    expect(reported.length).toBeGreaterThan(0)
    await expectExactlyOnce()
    expect(posts()).toBe(3)
  })
})

describe('deleting', () => {
  async function deployed(name: string) {
    const network = await makeNetwork(world, name)
    await apply(world, network.id, '2h')
    await runUntilIdle(world)
    return network
  }

  test('asks once for each reservation', async () => {
    const network = await deployed('gone')
    const operation = await deleteNetwork(world.actor, network.id, { confirm: 'gone' })
    expect(operation?.steps).toHaveLength(3)
    await runUntilIdle(world)
    expect(deletes()).toBe(3)
    const rows = await world.db.explorerReservation.findMany()
    expect(rows.every(({ toDelete }) => toDelete)).toBe(true)
    expect((await world.db.reservation.findMany()).map(({ state }) => state)).toEqual(
      Array(3).fill('deleting'),
    )
  })

  test('sends nothing when the number means something else now', async () => {
    const network = await deployed('mine')
    // As a crashed original explorer: everything forgotten, the numbers given to others.
    await world.db.explorerReservation.deleteMany()
    const other = await makeNetwork(world, 'theirs')
    await apply(world, other.id, '2h')
    await runUntilIdle(world)
    const before = await storedSignatures(world)
    await deleteNetwork(world.actor, network.id, { confirm: 'mine' })
    await runUntilIdle(world)
    expect(deletes()).toBe(0)
    expect(await storedSignatures(world)).toEqual(before)
    const mine = await world.db.reservation.findMany({ where: { networkId: network.id } })
    expect(mine.map(({ state }) => state)).toEqual(Array(3).fill('lost'))
    const theirs = await world.db.explorerReservation.findMany()
    expect(theirs.some(({ toDelete }) => toDelete)).toBe(false)
  })

  test('finds its own under another number and deletes that', async () => {
    const network = await deployed('moved')
    const rows = await world.db.explorerReservation.findMany({ orderBy: { number: 'asc' } })
    await world.db.explorerReservation.deleteMany()
    await world.db.explorerReservation.createMany({
      data: rows.map((row) => ({ ...row, number: (row.number + 1) % 3 })),
    })
    await deleteNetwork(world.actor, network.id, { confirm: 'moved' })
    await runUntilIdle(world)
    expect(deletes()).toBe(3)
    expect((await world.db.reservation.findMany()).map(({ state }) => state)).toEqual(
      Array(3).fill('deleting'),
    )
  })

  test('a lost answer is read again, not guessed', async () => {
    const network = await deployed('unsure')
    world.proxy.treat = ({ method }) => (method === 'DELETE' ? 'drop-after' : 'pass')
    await deleteNetwork(world.actor, network.id, { confirm: 'unsure' })
    await runUntilIdle(world, { now: hurriedClock() })
    expect(deletes()).toBe(3)
    const steps = await world.db.step.findMany({ where: { kind: 'delete' } })
    expect(steps.map(({ state }) => state)).toEqual(Array(3).fill('done'))
  })

  test('what was not sent yet is cancelled, not sent and deleted', async () => {
    const network = await makeNetwork(world, 'changed-my-mind')
    await apply(world, network.id, '2h')
    expect(await deleteNetwork(world.actor, network.id, { confirm: 'changed-my-mind' })).toBeNull()
    await runUntilIdle(world)
    expect(posts()).toBe(0)
  })
})

/** A clock on which pauses between attempts pass a hundred times faster. */
function hurriedClock(): () => number {
  const start = Date.now()
  return () => start + (Date.now() - start) * 20
}

test('the lease moves on when its holder stops', async () => {
  const first = makeRunner(world)
  const second = makeRunner(world)
  const [stopFirst, stopSecond] = [new AbortController(), new AbortController()]
  const firstEnded = first.runner.run(stopFirst.signal)
  await sleep(50)
  const secondEnded = second.runner.run(stopSecond.signal)
  stopFirst.abort()
  await firstEnded
  const network = await makeNetwork(world, 'handed-over')
  await apply(world, network.id, '2h')
  await expect.poll(() => posts(), { timeout: 10_000 }).toBe(3)
  stopSecond.abort()
  await secondEnded
  await expectExactlyOnce()
})
