import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Actor } from '@/lib/server/auth/actor'
import { updateIdentity } from '@/lib/server/identities/identities'
import { sleep } from '@/lib/server/jobs/timing'
import { ReservationSync } from '@/lib/server/jobs/sync-reservations'
import {
  apply,
  driverOf,
  makeNetwork,
  makeWorld,
  runUntilIdle,
  type World,
} from '@/lib/server/jobs/testing/world'
import { deleteReservation, getReservation } from '@/lib/server/reservations/reservations'
import { adoptReservations } from './adopt'
import { getDiscovery } from './discovery'
import { scanGrid } from './scan-grid'
import { cancelScan, runScan, startScan } from './scans'
import { seedOf, store, stranger, volume } from './testing/elsewhere'

let world: World
beforeEach(async () => {
  world = await makeWorld(1)
  vi.stubEnv('PORT', '1')
})
afterEach(async () => {
  await world.close()
  vi.unstubAllEnvs()
})

const node = () => {
  const [first] = world.nodes
  if (!first) throw new Error('no node')
  return first
}
const scan = async () =>
  scanGrid(
    world.gridId,
    { driver: await driverOf(world, world.gridId), now: Date.now, pause: async () => undefined },
    { signal: new AbortController().signal },
  )
const syncNow = () =>
  new ReservationSync({
    db: world.db,
    driverOf: (gridId) => driverOf(world, gridId),
    onError: (_where, error) => expect(error).toBeUndefined(),
  }).syncAll()

/** `count` volumes of ours, scanned; their found ids. */
async function foundIds(count = 1): Promise<string[]> {
  const us = await seedOf(world)
  await store(
    world,
    Array.from({ length: count }, (_, number) => ({
      number,
      reservation: volume(us, node().id, number + 1),
      node: node(),
    })),
  )
  await scan()
  return (await getDiscovery(world.actor)).found.map(({ id }) => id)
}

async function person(role: Actor['role']): Promise<Actor> {
  const id = randomUUID()
  const [name, email] = [role, `${id}@example.com`]
  await world.db.user.create({ data: { id, name, email, role } })
  return { kind: 'session', userId: id, name, email, role }
}

describe('adopting', () => {
  it('makes a reservation that is followed and can be deleted', async () => {
    const [id = ''] = await foundIds()
    const { adopted, refused } = await adoptReservations(world.actor, { ids: [id] })
    expect(refused).toEqual([])
    const reservationId = adopted[0]?.reservationId ?? ''
    expect((await getDiscovery(world.actor)).found).toEqual([])
    await syncNow()
    const { reservation, events } = await getReservation(world.actor, reservationId)
    expect(reservation).toMatchObject({
      state: 'deployed',
      gridReservationId: '0-1',
      workloadName: '1 GiB SSD',
      networkId: null,
    })
    expect(events.map((event) => event.toState)).toEqual(['submitted', 'deployed'])
    await deleteReservation(world.actor, reservationId)
    expect(await runUntilIdle(world)).toEqual([])
    const stored = await world.db.explorerReservation.findUniqueOrThrow({ where: { number: 0 } })
    expect(stored.toDelete).toBe(true)
  })

  it('puts a container into the network of ours it sits in', async () => {
    const network = await makeNetwork(world, 'lab')
    await apply(world, network.id, '2h')
    await runUntilIdle(world)
    const us = await seedOf(world)
    const data = (name: string) => ({
      type: 'container',
      data: `{"flist":"https://hub.example/a.flist","network":{"network_id":"${name}"}}`,
    })
    await store(world, [
      { number: 10, reservation: volume(us, node().id, 1, data('lab')) },
      { number: 11, reservation: volume(us, node().id, 1, data('other')) },
    ])
    await scan()
    const { found } = await getDiscovery(world.actor)
    expect(found.map(({ workloadName }) => workloadName)).toEqual(['a.flist', 'a.flist'])
    await adoptReservations(world.actor, { ids: found.map(({ id }) => id) })
    const rows = await world.db.reservation.findMany({
      where: { type: 'container' },
      orderBy: { gridNumber: 'asc' },
    })
    expect(rows.map((row) => row.networkId)).toEqual([network.id, null])
  })

  it('takes each once, however often it is asked for at once', async () => {
    const ids = await foundIds(3)
    const outcomes = await Promise.all(
      [ids, ids, [...ids, ...ids]].map((some) => adoptReservations(world.actor, { ids: some })),
    )
    expect(outcomes.flatMap(({ adopted }) => adopted)).toHaveLength(3)
    expect(await world.db.reservation.count()).toBe(3)
    await scan()
    expect((await getDiscovery(world.actor)).found).toEqual([])
    const again = await adoptReservations(world.actor, { ids })
    expect(again.refused.map(({ reason }) => reason)).toEqual(
      Array(3).fill('It was adopted before.'),
    )
  })

  it('is not found again after the explorer began its numbers anew', async () => {
    const ids = await foundIds(3)
    await adoptReservations(world.actor, { ids })
    const us = await seedOf(world)
    await world.db.explorerReservation.deleteMany()
    await store(world, [{ number: 0, reservation: volume(us, node().id, 2), node: node() }])
    expect(await scan()).toMatchObject({ renumbered: true, added: 0 })
  })

  it('never takes a stranger’s, whatever stands in the row', async () => {
    const [id = ''] = await foundIds()
    const theirs = volume(stranger(), node().id, 9)
    const [row] = await world.db.foundReservation.findMany()
    const body = row?.body.replace(/"signature":"[^"]+"/, `"signature":"${'A'.repeat(86)}=="`)
    await world.db.foundReservation.updateMany({ data: { body } })
    const forged = await adoptReservations(world.actor, { ids: [id] })
    expect(forged.refused[0]?.reason).toContain('signature')
    await store(world, [{ number: 5, reservation: theirs }])
    await scan()
    expect(await world.db.reservation.count()).toBe(0)
  })

  it('refuses what has ended and what is not there', async () => {
    const [id = ''] = await foundIds()
    await world.db.foundReservation.updateMany({ data: { endsAt: new Date(1) } })
    const { refused } = await adoptReservations(world.actor, { ids: [id, 'nobody'] })
    expect(refused.map(({ reason }) => reason.split(',')[0])).toEqual([
      'Its end instant has passed',
      'It is not among what was found any more. Scan again.',
    ])
  })

  it('is for operators who may sign with its identity', async () => {
    const ids = await foundIds()
    const [viewer, designer, operator] = await Promise.all(
      (['viewer', 'designer', 'operator'] as const).map(person),
    )
    for (const actor of [viewer, designer]) {
      if (!actor) throw new Error('no actor')
      await expect(adoptReservations(actor, { ids })).rejects.toMatchObject({
        code: 'ACCESS_DENIED',
      })
      await expect(startScan(actor, {})).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
      await expect(cancelScan(actor, {})).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
    }
    if (!operator) throw new Error('no operator')
    expect((await getDiscovery(operator)).found[0]?.mayAdopt).toBe(false)
    const { refused } = await adoptReservations(operator, { ids })
    expect(refused[0]?.reason).toContain('belongs to somebody else')
    await updateIdentity(world.actor, world.identityId, { shared: true })
    expect((await getDiscovery(operator)).found[0]?.mayAdopt).toBe(true)
    expect((await adoptReservations(operator, { ids })).adopted).toHaveLength(1)
  })
})

describe('what was found', () => {
  it('shows ended ones only on request', async () => {
    await foundIds(2)
    const [row] = await world.db.foundReservation.findMany()
    await world.db.foundReservation.update({
      where: { id: row?.id ?? '' },
      data: { endsAt: new Date(1) },
    })
    expect(await getDiscovery(world.actor)).toMatchObject({
      ended: 1,
      found: [{ state: 'running' }],
    })
    const all = await getDiscovery(world.actor, { ended: true })
    expect(all.found.map(({ state }) => state)).toEqual(['running', 'ended'])
  })
})

describe('a scan under way', () => {
  it('is one for all who ask, tells how far it is, and can be stopped', async () => {
    await foundIds(2)
    world.proxy.delayMs = 50
    const both = [runScan(world.gridId), runScan(world.gridId)]
    const outcomes = Promise.allSettled(both)
    expect((await getDiscovery(world.actor)).scans[0]?.running).not.toBeNull()
    await sleep(1)
    await cancelScan(world.actor, { gridId: world.gridId })
    const reasons = (await outcomes).map((one) =>
      one.status === 'rejected' ? String(one.reason) : '',
    )
    expect(reasons[0]).toContain('stopped')
    expect(reasons[1]).toBe(reasons[0])
    expect((await getDiscovery(world.actor)).scans[0]).toMatchObject({ running: null })
    expect((await getDiscovery(world.actor)).scans[0]?.error).toContain('stopped')
  })

  it('is started for every grid', async () => {
    await foundIds(1)
    await startScan(world.actor, { everything: true })
    await vi.waitFor(
      async () => {
        const [scanned] = (await getDiscovery(world.actor)).scans
        expect(scanned).toMatchObject({ running: null, error: null, next: 1 })
      },
      { timeout: 20_000, interval: 50 },
    )
  })
})
