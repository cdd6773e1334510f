import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { signResult, encodeResult } from '@/lib/protocol/reservation'
import { explorerEvents } from '@/lib/explorer/events'
import type { Identity } from '@/lib/crypto/identity'
import { deleteNetwork } from '@/lib/server/networks/delete'
import { getNetwork } from '@/lib/server/networks/networks'
import { getOperation } from '@/lib/server/operations/operations'
import { eventsOf } from '@/lib/server/events/queries'
import { expireReservations } from './expiry'
import { ReservationSync } from './sync-reservations'
import { apply, driverOf, makeNetwork, makeWorld, runUntilIdle, type World } from './testing/world'

let world: World
beforeEach(async () => {
  world = await makeWorld(2)
})
afterEach(() => world.close())

function makeSync(now?: () => number): ReservationSync {
  return new ReservationSync({
    db: world.db,
    driverOf: (gridId) => driverOf(world, gridId),
    ...(now ? { now } : {}),
    onError: (where, error) => {
      throw new Error(where, { cause: error })
    },
  })
}

async function submitted(name = 'synced') {
  const network = await makeNetwork(world, name)
  const operation = await apply(world, network.id, '2h')
  await runUntilIdle(world)
  return { network, operation }
}

/** What a node's daemon would write. */
async function answer(
  index: number,
  state: 'ok' | 'error',
  error = '',
  signer?: Identity,
): Promise<void> {
  const node = world.nodes[index]
  if (!node) throw new Error('no such node')
  const row = await world.db.explorerReservation.findFirstOrThrow({ where: { nodeId: node.id } })
  const result = signResult(
    {
      type: 'network',
      id: `${row.number}-1`,
      created: '2026-01-01T00:00:00Z',
      state,
      error,
      data: 'null',
    },
    signer ?? node,
  )
  await world.db.explorerReservation.update({
    where: { number: row.number },
    data: { result: encodeResult(result).trim() },
  })
}

async function states(): Promise<string[]> {
  const rows = await world.db.reservation.findMany({ orderBy: { createdAt: 'asc' } })
  const order = new Map(world.nodes.map(({ id }, index) => [id, index]))
  return rows
    .sort((a, b) => (order.get(a.nodeId) ?? 0) - (order.get(b.nodeId) ?? 0))
    .map(({ state }) => state)
}

const errorOf = async (index: number) =>
  (await world.db.reservation.findFirstOrThrow({ where: { nodeId: world.nodes[index]?.id ?? '' } }))
    .error

describe('answers of nodes', () => {
  test('ok is deployed, error is failed with the node’s sentence, and the operation ends', async () => {
    const { network, operation } = await submitted()
    await makeSync().syncAll()
    expect(await states()).toEqual(['submitted', 'submitted'])
    await answer(0, 'ok')
    await answer(1, 'error', 'port 2000\u202e\n is taken')
    await makeSync().syncAll()
    expect(await states()).toEqual(['deployed', 'failed'])
    expect(await errorOf(1)).toBe('port 2000 is taken')
    expect(await getOperation(world.actor, operation.id)).toMatchObject({ state: 'failed' })
    expect(await getNetwork(world.actor, network.id)).toMatchObject({ state: 'failed' })
  })

  test('both ok: the operation is done and the time line tells it', async () => {
    const { operation } = await submitted()
    await answer(0, 'ok')
    await answer(1, 'ok')
    await makeSync().syncAll()
    const { state, steps } = await getOperation(world.actor, operation.id)
    expect(state).toBe('done')
    const events = await eventsOf(world.actor, 'reservation', steps[0]?.reservation.id ?? '')
    expect(events.map(({ toState }) => toState)).toEqual([
      'signed',
      'submitting',
      'submitted',
      'deployed',
    ])
  })

  test('a result the node did not sign is not believed', async () => {
    await submitted()
    await answer(0, 'ok', '', world.nodes[1])
    await makeSync().syncAll()
    expect((await states())[0]).toBe('drifted')
    expect(await errorOf(0)).toContain('not signed by the node')
    await answer(0, 'ok')
    await makeSync().syncAll()
    expect((await states())[0]).toBe('deployed')
    expect(await errorOf(0)).toBeNull()
  })
})

describe('explorers that disagree', () => {
  async function rewrite(change: (raw: Record<string, unknown>) => Record<string, unknown>) {
    const row = await world.db.explorerReservation.findFirstOrThrow({
      where: { nodeId: world.nodes[0]?.id ?? '' },
    })
    const raw = JSON.stringify(change(JSON.parse(row.raw) as Record<string, unknown>))
    await world.db.explorerReservation.update({ where: { number: row.number }, data: { raw } })
  }

  test('an altered duration is drift', async () => {
    await submitted()
    await rewrite((raw) => ({ ...raw, duration: 5 }))
    await makeSync().syncAll()
    expect((await states())[0]).toBe('drifted')
    expect(await errorOf(0)).toContain('start or duration')
  })

  test('somebody else’s wish to delete is drift', async () => {
    await submitted()
    await world.db.explorerReservation.updateMany({ data: { toDelete: true } })
    await makeSync().syncAll()
    expect(await states()).toEqual(['drifted', 'drifted'])
  })

  test('an explorer that forgot everything and gave the numbers to others: lost', async () => {
    await submitted()
    await world.db.explorerReservation.deleteMany()
    await makeSync().syncAll()
    expect(await states()).toEqual(['lost', 'lost'])
  })

  test('what is lost comes back with its explorer', async () => {
    await submitted()
    const rows = await world.db.explorerReservation.findMany()
    await world.db.explorerReservation.deleteMany()
    await makeSync().syncAll()
    await world.db.explorerReservation.createMany({
      data: rows.map((row) => ({ ...row, number: row.number + 10 })),
    })
    await makeSync().syncAll()
    expect(await states()).toEqual(['submitted', 'submitted'])
    const ours = await world.db.reservation.findMany()
    expect(ours.map(({ gridNumber }) => gridNumber).sort()).toEqual(['10', '11'])
  })

  test('a node that dropped it without an answer names the clocks', async () => {
    await submitted()
    await world.db.explorerReservation.updateMany({ data: { deleted: true } })
    await makeSync().syncAll()
    expect(await states()).toEqual(['failed', 'failed'])
    expect(await errorOf(0)).toContain('clock')
  })
})

test('deleting is deleted when the node says so, and the delete operation ends', async () => {
  const { network } = await submitted()
  await answer(0, 'ok')
  await answer(1, 'ok')
  await makeSync().syncAll()
  const operation = await deleteNetwork(world.actor, network.id, { confirm: 'synced' })
  await runUntilIdle(world)
  await makeSync().syncAll()
  expect(await states()).toEqual(['deleting', 'deleting'])
  await world.db.explorerReservation.updateMany({ data: { deleted: true } })
  await makeSync().syncAll()
  expect(await states()).toEqual(['deleted', 'deleted'])
  expect(await getOperation(world.actor, operation?.id ?? '')).toMatchObject({ state: 'done' })
  expect(await getNetwork(world.actor, network.id)).toMatchObject({ state: 'ended' })
  expect(await deleteNetwork(world.actor, network.id, { confirm: 'synced' })).toBeNull()
  await expect(getNetwork(world.actor, network.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('our own DELETE, seen before its answer came, is no stranger’s', async () => {
  const { network } = await submitted()
  await answer(0, 'ok')
  await answer(1, 'ok')
  await makeSync().syncAll()
  await deleteNetwork(world.actor, network.id, { confirm: 'synced' })
  // The request has left, the node was quick, the answer is still on its way.
  await world.db.step.updateMany({ where: { kind: 'delete' }, data: { state: 'running' } })
  await world.db.explorerReservation.updateMany({ data: { toDelete: true, deleted: true } })
  await makeSync().syncAll()
  expect(await states()).toEqual(['deleted', 'deleted'])
  expect(await errorOf(0)).toBeNull()
})

test('a write on the embedded explorer is seen at once', async () => {
  await world.db.grid.update({ where: { id: world.gridId }, data: { kind: 'embedded' } })
  await submitted()
  const stop = new AbortController()
  const ended = makeSync().run(stop.signal)
  await expect.poll(async () => (await world.db.reservation.findFirst())?.syncedAt).toBeNull()
  await answer(0, 'ok')
  const { number, nodeId } = await world.db.explorerReservation.findFirstOrThrow({
    where: { nodeId: world.nodes[0]?.id ?? '' },
  })
  explorerEvents.emit('reservation', { number, nodeId })
  await expect.poll(async () => (await states())[0], { timeout: 1_900 }).toBe('deployed')
  stop.abort()
  await ended
})

test('time: expiring in the last tenth, expired behind the end, deleting is deleted then', async () => {
  const { network } = await submitted()
  await answer(0, 'ok')
  await makeSync().syncAll()
  const minute = 60_000
  expect(await expireReservations(world.db, Date.now() + 100 * minute)).toBe(0)
  expect(await expireReservations(world.db, Date.now() + 110 * minute)).toBe(1)
  expect(await states()).toEqual(['expiring', 'submitted'])
  expect(await expireReservations(world.db, Date.now() + 121 * minute)).toBe(2)
  expect(await states()).toEqual(['expired', 'expired'])
  expect(await getNetwork(world.actor, network.id)).toMatchObject({ state: 'ended' })
})
