import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MISSES_AT_END } from '@/lib/protocol/scan'
import { createIdentity } from '@/lib/server/identities/identities'
import {
  apply,
  driverOf,
  makeNetwork,
  makeWorld,
  runUntilIdle,
  type World,
} from '@/lib/server/jobs/testing/world'
import { scanGrid, type ScanOptions } from './scan-grid'
import { seedOf, store, stranger, volume } from './testing/elsewhere'

let world: World
beforeEach(async () => {
  world = await makeWorld(2)
})
afterEach(() => world.close())

const nodeAt = (index: number) => {
  const node = world.nodes[index]
  if (!node) throw new Error(`no node ${index}`)
  return node
}
async function scan(options: Partial<ScanOptions> = {}) {
  const driver = await driverOf(world, world.gridId)
  return scanGrid(
    world.gridId,
    { driver, now: Date.now, pause: async () => undefined },
    { signal: new AbortController().signal, ...options },
  )
}
const found = () => world.db.foundReservation.findMany({ orderBy: { gridNumber: 'asc' } })
const scanRow = () => world.db.scan.findUniqueOrThrow({ where: { gridId: world.gridId } })
const reads = () => world.proxy.passed.filter(({ path }) => /\/reservations\/\d+-1$/.test(path))
const numbersRead = () => reads().map(({ path }) => Number(/(\d+)-1$/.exec(path)?.[1]))
const lists = () => world.proxy.passed.filter(({ path }) => path.includes('/poll'))

/** `count` reservations of a stranger with ours at these numbers. */
async function fill(count: number, ourNumbers: readonly number[], from = 0) {
  const us = await seedOf(world)
  await store(
    world,
    Array.from({ length: count }, (_, index) => {
      const number = from + index
      const node = nodeAt(number % 2)
      const isOurs = ourNumbers.includes(number)
      const user = isOurs ? us : stranger()
      return { number, reservation: volume(user, node.id, number + 1), ...(isOurs && { node }) }
    }),
  )
}

describe('scanning a grid', () => {
  it('finds ours with result and end, and nobody else’s', async () => {
    await fill(60, [3, 40])
    expect(await scan()).toMatchObject({ from: 0, added: 2, renumbered: false })
    const rows = await found()
    expect(
      rows.map((row) => [row.gridNumber, row.type, row.workloadName, row.resultState]),
    ).toEqual([
      ['3', 'volume', '4 GiB SSD', 'ok'],
      ['40', 'volume', '41 GiB SSD', 'ok'],
    ])
    expect(rows[0]?.resultData).toBe('{"volume_id":"3-1"}')
    expect(rows[0]?.endsAt.getTime()).toBeGreaterThan(Date.now() + 7_000_000)
    expect(await scanRow()).toMatchObject({ next: 60, error: null })
  })

  it('reads lists where they are fewer requests, and by number only what they cannot show', async () => {
    await fill(150, [3])
    const us = await seedOf(world)
    // Its node is not listed by the grid any more.
    const gone = volume(us, stranger(9).id, 77)
    await store(world, [{ number: 150, reservation: gone }])
    expect(await scan()).toMatchObject({ added: 2 })
    expect(lists()).toHaveLength(2)
    // probes, the one gap, the run behind the end, one result
    expect(reads().length).toBeLessThan(60)
    expect(numbersRead()).toContain(150)
  })

  it('then reads only new numbers', async () => {
    await fill(60, [3])
    await scan()
    await fill(4, [61], 60)
    world.proxy.passed.length = 0
    expect(await scan()).toMatchObject({ from: 60, added: 1 })
    expect(lists()).toHaveLength(0)
    // below the cursor: the mark and the one found before, nothing else
    expect(
      numbersRead()
        .filter((number) => number < 60)
        .sort(),
    ).toEqual([3, 59])
    expect(await scanRow()).toMatchObject({ next: 64 })
  })

  it('leaves out what the cockpit made itself', async () => {
    const network = await makeNetwork(world, 'ours')
    await apply(world, network.id, '2h')
    await runUntilIdle(world)
    expect(await scan()).toMatchObject({ added: 0 })
    expect(await found()).toEqual([])
  })

  it('never finds a reservation that only says it is ours', async () => {
    const us = await seedOf(world)
    const forged = { ...volume(stranger(), nodeAt(0).id, 5), userId: us.id }
    await store(world, [{ number: 0, reservation: forged }])
    expect(await scan()).toMatchObject({ added: 0 })
    expect(await found()).toEqual([])
  })

  it('believes no result that the node did not sign', async () => {
    const us = await seedOf(world)
    const reservation = volume(us, nodeAt(0).id, 5)
    await store(world, [{ number: 0, reservation, node: stranger() }])
    await scan()
    expect((await found())[0]).toMatchObject({ resultState: 'unproven', resultData: 'null' })
  })

  it('keeps equal workloads apart by their numbers', async () => {
    const us = await seedOf(world)
    const twin = () => volume(us, nodeAt(0).id, 5)
    await store(world, [
      { number: 0, reservation: twin() },
      { number: 1, reservation: twin() },
    ])
    expect(await scan()).toMatchObject({ added: 2 })
    expect(await scan({ fromStart: true })).toMatchObject({ added: 0 })
  })

  it('shows nothing that its node has removed, and forgets what has gone since', async () => {
    const us = await seedOf(world)
    await store(world, [
      { number: 0, reservation: volume(us, nodeAt(0).id, 5), deleted: true },
      { number: 1, reservation: volume(us, nodeAt(0).id, 6) },
    ])
    await scan()
    expect((await found()).map((row) => row.gridNumber)).toEqual(['1'])
    await world.db.explorerReservation.update({ where: { number: 1 }, data: { deleted: true } })
    await scan()
    expect(await found()).toEqual([])
  })

  it('sees on the next look what the node answered since', async () => {
    const us = await seedOf(world)
    await fill(1, [0])
    await world.db.explorerReservation.update({ where: { number: 0 }, data: { result: null } })
    await scan()
    expect((await found())[0]?.resultState).toBeNull()
    await world.db.explorerReservation.deleteMany()
    const reservation = volume(us, nodeAt(0).id, 1)
    await store(world, [{ number: 0, reservation, node: nodeAt(0) }])
    await scan()
    expect((await found())[0]?.resultState).toBe('ok')
  })

  it('reads everything again for a new identity', async () => {
    await fill(10, [3])
    await scan()
    await createIdentity(world.actor, { name: 'second' })
    expect(await scan()).toMatchObject({ from: 0, added: 0 })
  })

  it('asks for an identity when there is none', async () => {
    await world.db.identity.deleteMany()
    await expect(scan()).rejects.toMatchObject({ code: 'NO_IDENTITY' })
  })
})

describe('an explorer that began its numbers again', () => {
  it('is noticed by the last reservation read, and read from the start', async () => {
    await fill(60, [3, 59])
    await scan()
    await world.db.explorerReservation.deleteMany()
    await fill(70, [5], 0)
    const us = await seedOf(world)
    // another one stands under the number of the mark
    await world.db.explorerReservation.deleteMany({ where: { number: 59 } })
    await store(world, [{ number: 59, reservation: volume(us, nodeAt(0).id, 999) }])
    expect(await scan()).toMatchObject({ from: 0, renumbered: true })
    expect((await found()).map((row) => row.gridNumber)).toEqual(['5', '59'])
  })

  it('is noticed when it has fewer than before', async () => {
    await fill(60, [3])
    await scan()
    await world.db.explorerReservation.deleteMany()
    await fill(5, [2])
    expect(await scan()).toMatchObject({ from: 0, renumbered: true })
    expect((await found()).map((row) => row.gridNumber)).toEqual(['2'])
    expect(await scanRow()).toMatchObject({ next: 5 })
  })
})

describe('an explorer in trouble', () => {
  const trouble = { status: 500, body: 'oh no' }

  it('that fails on one number is read on, and that number again the next time', async () => {
    await fill(60, [3, 50])
    world.proxy.treat = ({ path }) =>
      path.includes('/poll') || path.endsWith('/3-1') ? trouble : 'pass'
    await expect(scan()).rejects.toMatchObject({ code: 'GRID_BAD_ANSWER' })
    expect((await found()).map((row) => row.gridNumber)).toEqual(['50'])
    expect(await scanRow()).toMatchObject({ next: 3, finishedAt: null })
    world.proxy.treat = () => 'pass'
    expect(await scan()).toMatchObject({ from: 3, added: 1 })
    expect(await scanRow()).toMatchObject({ next: 60, error: null })
  })

  it('that fails on all of them is not asked for each', async () => {
    await fill(60, [3])
    world.proxy.treat = () => trouble
    await expect(scan()).rejects.toMatchObject({ code: 'GRID_BAD_ANSWER' })
    expect(reads().length).toBeLessThan(100)
    expect((await scanRow()).error).toContain('500')
  })

  it('that answers garbage under a number is read on', async () => {
    await fill(60, [3, 50])
    world.proxy.treat = ({ path }) =>
      path.includes('/poll') || path.endsWith('/7-1') ? { status: 200, body: '<html>' } : 'pass'
    expect(await scan()).toMatchObject({ added: 2, unreadable: 1 })
    expect(await scanRow()).toMatchObject({ next: 60 })
    expect((await scanRow()).error).toContain('cannot be read')
  })

  it('that answers garbage under every number is left alone soon', async () => {
    world.proxy.treat = () => ({ status: 200, body: 'hello' })
    await expect(scan()).rejects.toMatchObject({ code: 'GRID_BAD_ANSWER' })
    expect(reads().length).toBeLessThan(1_000)
  })

  it('that has gaps is read over them', async () => {
    await fill(10, [3])
    await fill(10, [10 + MISSES_AT_END], 9 + MISSES_AT_END)
    // farther away than any end, but on a probed number's way
    await fill(60, [520], 500)
    await scan()
    const numbers = (await found()).map((row) => Number(row.gridNumber)).sort((a, b) => a - b)
    expect(numbers).toEqual([3, 10 + MISSES_AT_END, 520])
  })

  it('that hangs up now and then still gives everything', async () => {
    await fill(60, [3, 50])
    const asked = new Set<string>()
    world.proxy.treat = ({ path }) => {
      const isFirst = !asked.has(path)
      asked.add(path)
      return isFirst && /[05]-1$/.test(path) ? 'drop-before' : 'pass'
    }
    expect(await scan()).toMatchObject({ added: 2 })
  })

  it('can be left: what was found is kept, and the next scan goes on', async () => {
    await fill(60, [3, 50])
    const stop = new AbortController()
    world.proxy.treat = ({ path }) => {
      if (path.includes('/poll')) return trouble
      if (path.endsWith('/40-1')) stop.abort()
      return 'pass'
    }
    await expect(scan({ signal: stop.signal })).rejects.toThrow('stopped')
    expect(await scanRow()).toMatchObject({ finishedAt: null })
    expect((await scanRow()).next).toBeLessThanOrEqual(40)
    world.proxy.treat = () => 'pass'
    await scan()
    expect((await found()).map((row) => row.gridNumber)).toEqual(['3', '50'])
  })
})
