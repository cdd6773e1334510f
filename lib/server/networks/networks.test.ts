import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromHex, fromUtf8 } from '@/lib/crypto/encoding'
import { identityFromSeed } from '@/lib/crypto/identity'
import { openSealed } from '@/lib/crypto/sealed-box'
import { wireGuardPublicKey } from '@/lib/crypto/wireguard-keys'
import { parseReservation, reservationEnd, verifyReservation } from '@/lib/protocol/reservation'
import type { WireNetwork } from '@/lib/protocol/types'
import {
  networkViewSchema,
  operationViewSchema,
  planOutlineSchema,
  planViewSchema,
} from '@/lib/schemas/views'
import {
  apply,
  makeNetwork,
  makeWorld,
  runUntilIdle,
  type World,
} from '@/lib/server/jobs/testing/world'
import { deleteReservation, getReservation } from '@/lib/server/reservations/reservations'
import { applyNetwork } from './apply'
import { createNetwork } from './create'
import { deleteNetwork } from './delete'
import { addDevice } from './devices'
import { getNetwork, listNetworks } from './networks'
import { planNetwork, planOutline } from './plan-network'
import { saveNetwork } from './save'

let world: World
beforeAll(async () => {
  world = await makeWorld(4)
})
afterAll(() => world.close())

const viewer = () => ({ ...world.actor, role: 'viewer' as const })
const nodeId = (index: number) => world.nodes[index]?.id ?? ''
const bodies = async (networkId: string) =>
  (await world.db.reservation.findMany({ where: { networkId } })).map(({ body }) =>
    parseReservation(body),
  )

describe('creating', () => {
  test('gives subnets and free ports, makes the keys, keeps no private one readable', async () => {
    const view = networkViewSchema.parse(await makeNetwork(world, 'keys', 2))
    expect(view.design.resources.map(({ subnet }) => subnet)).toEqual([
      '10.42.1.0/24',
      '10.42.2.0/24',
    ])
    expect(view.state).toBe('draft')
    const keys = await world.db.wireGuardKey.findMany({ where: { networkId: view.id } })
    for (const [index, node] of world.nodes.slice(0, 2).entries()) {
      const key = keys.find(({ holder }) => holder === `node:${node.id}`)
      const opened = fromUtf8(openSealed(node, fromHex(key?.sealedPrivate ?? '')))
      expect(opened).toHaveLength(44)
      expect(wireGuardPublicKey(opened)).toBe(view.publicKeys[`node:${nodeId(index)}`])
    }
  })

  test.each([
    ['10.42.0.0/24', 'INVALID_CIDR'],
    ['10.42.1.0/16', 'INVALID_CIDR'],
    ['2001:db8::/32', 'INVALID_CIDR'],
  ])('refuses the range %s', async (range, code) => {
    const wish = createNetwork(world.actor, { name: 'bad', range, gridId: world.gridId })
    await expect(wish).rejects.toMatchObject({ code })
  })

  test('accepts a public range with a loud warning', async () => {
    const made = await createNetwork(world.actor, {
      name: 'public',
      range: '173.30.0.0/16',
      gridId: world.gridId,
      nodeIds: [nodeId(0)],
    })
    expect(made.problems.map(({ code, severity }) => [code, severity])).toContainEqual([
      'RANGE_IS_PUBLIC',
      'warning',
    ])
    const plan = await planNetwork(world.actor, made.id)
    expect(plan.problems.map(({ code }) => code)).toContain('RANGE_IS_PUBLIC')
    expect(plan.blocked).toBe(false)
  })

  test('refuses a second living network of that name', async () => {
    await makeNetwork(world, 'once', 1)
    await expect(makeNetwork(world, 'once', 1)).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })
  })

  test('refuses nodes that are none, and unknown ones', async () => {
    const wish = (id: string) =>
      createNetwork(world.actor, {
        name: 'nodes',
        range: '10.1.0.0/16',
        gridId: world.gridId,
        nodeIds: [id],
      })
    await expect(wish('not a key')).rejects.toMatchObject({ code: 'INVALID_NODE_ID' })
    const stranger = identityFromSeed(new Uint8Array(randomBytes(32))).id
    await expect(wish(stranger)).rejects.toMatchObject({ code: 'UNKNOWN_NODE' })
  })

  test('a viewer may not', async () => {
    const wish = createNetwork(viewer(), { name: 'no', range: '10.1.0.0/16' })
    await expect(wish).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
  })
})

describe('saving', () => {
  test('refuses a design that started from an older one, and overwrites nothing', async () => {
    const { id, design, revision } = await makeNetwork(world, 'stale', 1)
    const next = { ...design, mode: 'compat' as const }
    await saveNetwork(world.actor, id, { revision, design: next })
    await expect(saveNetwork(world.actor, id, { revision, design })).rejects.toMatchObject({
      code: 'DESIGN_STALE',
    })
    expect((await getNetwork(world.actor, id)).design.mode).toBe('compat')
  })

  test('keeps the key of a node that was taken out and put back', async () => {
    const made = await makeNetwork(world, 'undone', 2)
    const without = { ...made.design, resources: made.design.resources.slice(0, 1) }
    await saveNetwork(world.actor, made.id, { revision: 1, design: without })
    const back = await saveNetwork(world.actor, made.id, { revision: 2, design: made.design })
    expect(back.publicKeys).toEqual(made.publicKeys)
  })

  test('keeps a design that is wrong, with its problems', async () => {
    const { id, design } = await makeNetwork(world, 'wrong', 2)
    const [first, second] = design.resources
    if (!first || !second) throw new Error('two resources')
    const saved = await saveNetwork(world.actor, id, {
      revision: 1,
      design: { ...design, resources: [first, { ...second, subnet: first.subnet }] },
    })
    expect(saved.problems.map(({ code }) => code)).toContain('SUBNET_DUPLICATE')
    const plan = await planNetwork(world.actor, id)
    expect(plan.blocked).toBe(true)
    const wish = applyNetwork(world.actor, id, { hash: plan.hash, duration: '2h' })
    await expect(wish).rejects.toMatchObject({ code: 'PLAN_BLOCKED' })
  })
})

describe('plan and apply', () => {
  test('the outline is the plan without its peers', async () => {
    const { id } = await makeNetwork(world, 'outlined')
    const plan = await planNetwork(world.actor, id)
    const outline = planOutlineSchema.parse(await planOutline(world.actor, id))
    expect(outline.hash).toBe(plan.hash)
    expect(outline.changes.map(({ nodeId, kind }) => [nodeId, kind])).toEqual(
      plan.changes.map(({ nodeId, kind }) => [nodeId, kind]),
    )
    expect(plan.changes.some(({ peers }) => peers.length > 0)).toBe(true)
    expect(JSON.stringify(outline)).not.toContain('allowedIps')
    const viewer = { ...world.actor, role: 'viewer' as const }
    await expect(planOutline(viewer, id)).rejects.toMatchObject({ code: 'ACCESS_DENIED' })
  })

  test('signs slim bodies that end together, and the same hash posts nothing twice', async () => {
    const { id } = await makeNetwork(world, 'first')
    const plan = planViewSchema.parse(await planNetwork(world.actor, id, { duration: '2h' }))
    expect([plan.posts, plan.deletes, plan.blocked, plan.changes.map(({ kind }) => kind)]).toEqual([
      4,
      0,
      false,
      ['add', 'add', 'add', 'add'],
    ])
    const both = await Promise.all([
      applyNetwork(world.actor, id, { hash: plan.hash, duration: '2h' }),
      applyNetwork(world.actor, id, { hash: plan.hash, duration: '3h' }),
    ])
    const again = await applyNetwork(world.actor, id, { hash: plan.hash, duration: '2h' })
    expect(new Set([...both, again].map((operation) => operation.id)).size).toBe(1)
    operationViewSchema.parse(again)
    const sent = await bodies(id)
    expect(sent).toHaveLength(4)
    const tokens = sent.map((reservation) => {
      expect(verifyReservation(reservation)).toBe(true)
      const data = JSON.parse(reservation.data) as WireNetwork & {
        client: { step: string; not_after: number }
      }
      expect(data.net_resources.map(({ node_id }) => node_id)).toEqual([reservation.nodeId])
      expect(Object.keys(data).at(-1)).toBe('client')
      expect(data.client.not_after * 1000).toBe(reservationEnd(reservation))
      return data.client.step
    })
    expect(new Set(tokens).size).toBe(4)
    expect(new Set(sent.map(reservationEnd)).size).toBe(1)
    expect(reservationEnd(sent[0] ?? { created: '', duration: 0n })).toBe(
      Date.parse(again.endsAt ?? ''),
    )
  })

  test.each([
    ['2', 'DURATION_BARE_NUMBER'],
    ['0h', 'DURATION_NOT_POSITIVE'],
    ['-1h', 'DURATION_NOT_POSITIVE'],
    ['99999d', 'DURATION_TOO_LONG'],
    [undefined, 'DURATION_INVALID'],
  ])('refuses the duration %s and writes nothing', async (duration, code) => {
    const { id } = await makeNetwork(
      world,
      `d${code.toLowerCase().replaceAll('_', '-')}`.slice(0, 20) + Math.floor(Math.random() * 1e6),
      1,
    )
    const { hash } = await planNetwork(world.actor, id)
    const wish = applyNetwork(world.actor, id, { hash, ...(duration ? { duration } : {}) })
    await expect(wish).rejects.toMatchObject({ code })
    expect(await world.db.operation.count({ where: { networkId: id } })).toBe(0)
  })

  test('refuses a plan that is not the reviewed one', async () => {
    const { id, design } = await makeNetwork(world, 'changed', 2)
    const { hash } = await planNetwork(world.actor, id)
    await saveNetwork(world.actor, id, {
      revision: 1,
      design: { ...design, resources: design.resources.slice(0, 1) },
    })
    const wish = applyNetwork(world.actor, id, { hash, duration: '2h' })
    await expect(wish).rejects.toMatchObject({ code: 'PLAN_CHANGED' })
  })

  test('without an identity nothing is signed', async () => {
    const stranger = {
      ...world.actor,
      userId: null,
      kind: 'token' as const,
      role: 'operator' as const,
    }
    const made = await createNetwork(stranger, {
      name: 'unsigned',
      range: '10.3.0.0/16',
      gridId: world.gridId,
      nodeIds: [nodeId(0)],
    })
    const plan = await planNetwork(stranger, made.id)
    expect(plan.blockedBy.join()).toContain('identity')
    const wish = applyNetwork(stranger, made.id, { hash: plan.hash, duration: '2h' })
    await expect(wish).rejects.toMatchObject({ code: 'NO_IDENTITY' })
  })

  test('a grid that is down blocks', async () => {
    const { id } = await makeNetwork(world, 'no-grid', 1)
    const set = (state: string) =>
      world.db.grid.update({ where: { id: world.gridId }, data: { state } })
    await set('down')
    expect((await planNetwork(world.actor, id)).blockedBy.join()).toContain('is down')
    await set('up')
  })

  test('a live network keeps its end; changed nodes are replaced in place, leaving ones deleted', async () => {
    const made = await makeNetwork(world, 'grows', 3)
    const operation = await apply(world, made.id, '2h')
    expect((await planNetwork(world.actor, made.id)).blockedBy.join()).toContain('still sending')
    await runUntilIdle(world)
    const calm = await planNetwork(world.actor, made.id)
    expect(calm.blockedBy.join()).toContain('nothing to change')
    expect(calm.fixedEnd).toBe(operation.endsAt)

    const device = await addDevice(world.actor, made.id, {
      name: 'Laptop',
      accessNodeId: nodeId(0),
    })
    const { revision, design } = await getNetwork(world.actor, made.id)
    await saveNetwork(world.actor, made.id, {
      revision,
      design: { ...design, resources: design.resources.slice(0, 2) },
    })
    const plan = await planNetwork(world.actor, made.id)
    expect(plan.changes.map(({ kind }) => kind)).toEqual(['change', 'change', 'remove'])
    expect([plan.posts, plan.deletes, plan.blocked]).toEqual([2, 1, false])
    expect(plan.deviceChanges).toEqual([
      { kind: 'add', id: device.deviceId, name: 'Laptop', summary: expect.any(String) },
    ])
    await apply(world, made.id, '9h')
    await runUntilIdle(world)
    expect(new Set((await bodies(made.id)).map(reservationEnd))).toEqual(
      new Set([Date.parse(operation.endsAt ?? '')]),
    )
    const rows = await world.db.reservation.findMany({ where: { networkId: made.id } })
    expect(rows.filter(({ supersededBy }) => supersededBy !== null)).toHaveLength(2)
    expect(rows.filter(({ state }) => state === 'deleting').map((row) => row.nodeId)).toEqual([
      nodeId(2),
    ])

    const newest = rows.find((r) => r.nodeId === nodeId(0) && r.supersededBy === null)
    const deletion = await deleteReservation(world.actor, newest?.id ?? '')
    expect(deletion.steps.map(({ reservation }) => reservation.nodeId)).toEqual([
      nodeId(0),
      nodeId(0),
    ])
    await expect(
      saveNetwork(world.actor, made.id, {
        revision: (await getNetwork(world.actor, made.id)).revision,
        design: { ...design, name: 'renamed' },
      }),
    ).rejects.toMatchObject({ code: 'NAME_INVALID' })
    await runUntilIdle(world)
    const whole = await deleteNetwork(world.actor, made.id, { confirm: 'grows' })
    expect(whole?.steps.map(({ reservation }) => reservation.nodeId)).toEqual([
      nodeId(1),
      nodeId(1),
    ])
    await runUntilIdle(world)
  })

  test('deleting wants the name', async () => {
    const { id } = await makeNetwork(world, 'named', 1)
    await expect(deleteNetwork(world.actor, id, { confirm: 'nmaed' })).rejects.toMatchObject({
      code: 'INVALID_BODY',
    })
    expect(await deleteNetwork(world.actor, id, { confirm: 'named' })).toBeNull()
    expect((await listNetworks(world.actor)).some((network) => network.id === id)).toBe(false)
  })

  test('a reservation shows its exact body and its time line', async () => {
    const { id } = await makeNetwork(world, 'shown', 1)
    const operation = await apply(world, id, '2h')
    const reservationId = operation.steps[0]?.reservation.id ?? ''
    const detail = await getReservation(world.actor, reservationId)
    expect(verifyReservation(parseReservation(detail.raw))).toBe(true)
    expect(detail.events.map(({ toState }) => toState)).toEqual(['signed'])
    await deleteNetwork(world.actor, id, { confirm: 'shown' })
  })

  test('fifty nodes are signed and written at once', async () => {
    const big = await makeWorldNodes(50)
    const operation = await apply(world, big.id, '2h')
    expect(operation.steps).toHaveLength(50)
    await runUntilIdle(world)
    const rows = await world.db.reservation.findMany({ where: { networkId: big.id } })
    expect(rows.every(({ state }) => state === 'submitted')).toBe(true)
  })
})

async function makeWorldNodes(count: number) {
  const template = await world.db.gridNode.findFirstOrThrow()
  const stored = await world.db.explorerNode.findFirstOrThrow()
  const ids = Array.from(
    { length: count },
    () => identityFromSeed(new Uint8Array(randomBytes(32))).id,
  )
  const raw = (id: string) =>
    JSON.stringify({ ...(JSON.parse(template.raw) as object), node_id: id })
  await world.db.gridNode.createMany({
    data: ids.map((id) => ({ ...template, nodeId: id, raw: raw(id) })),
  })
  await world.db.explorerNode.createMany({
    data: ids.map((id, index) => ({ ...stored, nodeId: id, seq: 100 + index, raw: raw(id) })),
  })
  const { gridId, identityId } = world
  return createNetwork(world.actor, {
    name: 'fifty',
    range: '10.50.0.0/16',
    nodeIds: ids,
    gridId,
    identityId,
  })
}
