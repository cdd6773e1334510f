import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clusterSummarySchema, clusterViewSchema } from '@/lib/schemas/clusters'
import type { Role } from '@/lib/schemas/fields'
import { makeNetwork, makeWorld, type World } from '@/lib/server/jobs/testing/world'
import { applyCluster } from './apply'
import { getCluster, listClusters } from './clusters'
import { createCluster } from './create'
import { deleteCluster } from './delete'
import { planClusterOf } from './plan-cluster'
import { saveCluster } from './save'
import { machinesOn, makeCluster, SSH_KEY } from './testing/cluster-world'

let world: World
let networkId: string
beforeAll(async () => {
  world = await makeWorld(4)
  networkId = (await makeNetwork(world, 'kestrel')).id
})
afterAll(() => world.close())

const ids = (count: number) => world.nodes.slice(0, count).map(({ id }) => id)
const as = (role: Role) => ({ ...world.actor, role })
const wish = (name: string) => ({
  name,
  networkId,
  machines: machinesOn(ids(2)),
  sshKeys: [SSH_KEY],
})

describe('creating', () => {
  test('gives addresses, keeps the order master first, and sends nothing', async () => {
    const made = clusterViewSchema.parse(
      await createCluster(world.actor, {
        ...wish('first'),
        machines: [...machinesOn(ids(3))].reverse(),
      }),
    )
    expect(made).toMatchObject({ state: 'draft', machines: 3, ready: 0, staged: 3, revision: 1 })
    expect(made.machineList.map(({ role, ip }) => `${role} ${ip}`)).toEqual([
      'master 10.42.1.2',
      'worker 10.42.3.2',
      'worker 10.42.2.2',
    ])
    expect(made.machineList[0]).toMatchObject({ state: null, reservationId: null })
    expect(made.sshKeys).toEqual([
      { line: SSH_KEY, fingerprint: expect.stringMatching(/^SHA256:/), comment: 'ada@laptop' },
    ])
    expect(await world.db.reservation.count()).toBe(0)
    const [listed] = await listClusters(world.actor)
    expect(clusterSummarySchema.parse(listed)).toMatchObject({
      name: 'first',
      hasKubeconfig: false,
    })
  })

  test('asks for the keys of an account when they are given so', async () => {
    const asked: string[][] = []
    const made = await createCluster(
      world.actor,
      { ...wish('account'), sshKeys: ['github:ada'] },
      (_actor, inputs) => {
        asked.push([...inputs])
        return Promise.resolve([SSH_KEY])
      },
    )
    expect(asked).toEqual([['github:ada']])
    expect(made.sshKeys.map(({ line }) => line)).toEqual([SSH_KEY])
  })

  test('seals the secret: no view, row or event shows it', async () => {
    const secret = 'correct.horse-battery_staple'
    const made = await createCluster(world.actor, { ...wish('sealed'), secret })
    const row = await world.db.cluster.findUniqueOrThrow({ where: { id: made.id } })
    const events = await world.db.event.findMany()
    expect(row.sealedSecret).toMatch(/^v1\./)
    expect(JSON.stringify([made, row, events])).not.toContain(secret)
  })

  test.each([
    ['a second one of that name', { name: 'first' }, 'ALREADY_EXISTS'],
    ['a network that is not there', { networkId: 'nowhere' }, 'NOT_FOUND'],
    ['a secret with a space', { secret: 'two words here' }, 'INVALID_RESERVATION'],
    ['a short secret', { secret: 'short' }, 'INVALID_RESERVATION'],
    ['a private key', { sshKeys: ['-----BEGIN OPENSSH PRIVATE KEY-----'] }, 'SSH_KEY_INVALID'],
    ['a key with a quote', { sshKeys: [`${SSH_KEY}"`] }, 'SSH_KEY_INVALID'],
  ])('refuses %s', async (_what, parts, code) => {
    const before = await world.db.cluster.count()
    await expect(
      createCluster(world.actor, { ...wish('refused'), ...parts }),
    ).rejects.toMatchObject({ code })
    expect(await world.db.cluster.count()).toBe(before)
  })

  test('refuses a node outside the network', async () => {
    const small = await makeNetwork(world, 'small', 1)
    const outside = { ...wish('outside'), networkId: small.id }
    await expect(createCluster(world.actor, outside)).rejects.toMatchObject({
      code: 'UNKNOWN_NODE',
    })
  })
})

describe('saving', () => {
  test('replaces machines, keeps addresses that are given, refuses an older start', async () => {
    const made = await makeCluster(world.actor, networkId, ids(2), 'saved')
    const machines = [
      ...made.machineList.map(({ nodeId, role, size, ip }) => ({ nodeId, role, size, ip })),
      { nodeId: ids(4)[3] ?? '', role: 'worker' as const, size: 2 as const },
    ]
    const input = { revision: 1, machines, sshKeys: [SSH_KEY] }
    const saved = await saveCluster(world.actor, made.id, input)
    expect(saved).toMatchObject({ revision: 2, machines: 3 })
    expect(saved.machineList.map(({ ip }) => ip)).toEqual(['10.42.1.2', '10.42.2.2', '10.42.4.2'])
    await expect(
      saveCluster(world.actor, made.id, { ...input, machines: machines.slice(0, 1) }),
    ).rejects.toMatchObject({ code: 'DESIGN_STALE' })
    expect((await getCluster(world.actor, made.id)).machines).toBe(3)
  })

  test('what is wrong can be saved, is told, and blocks the plan', async () => {
    const made = await makeCluster(world.actor, networkId, ids(2), 'wrong')
    const machines = made.machineList.map(({ nodeId, size }) => ({
      ...{ nodeId, size, role: 'master' as const, ip: '10.42.1.1' },
    }))
    const saved = await saveCluster(world.actor, made.id, {
      revision: 1,
      machines,
      sshKeys: [SSH_KEY],
    })
    expect(saved.problems.map(({ code }) => code).sort()).toEqual([
      'ADDRESS_OUTSIDE',
      'ADDRESS_RESERVED',
      'SEVERAL_MASTERS',
    ])
    const plan = await planClusterOf(world.actor, made.id, { duration: '2h' })
    expect(plan).toMatchObject({ blocked: true })
    await expect(
      applyCluster(world.actor, made.id, { hash: plan.hash, duration: '2h' }),
    ).rejects.toMatchObject({ code: 'PLAN_BLOCKED' })
    expect(await world.db.reservation.count()).toBe(0)
  })

  test('a saved change makes the reviewed plan another one', async () => {
    const made = await makeCluster(world.actor, networkId, ids(2), 'moving')
    const { hash } = await planClusterOf(world.actor, made.id, { duration: '2h' })
    const [first] = machinesOn(ids(1))
    await saveCluster(world.actor, made.id, {
      revision: 1,
      machines: first ? [{ ...first, size: 2 }] : [],
      sshKeys: [SSH_KEY],
    })
    await expect(
      applyCluster(world.actor, made.id, { hash, duration: '2h' }),
    ).rejects.toMatchObject({ code: 'PLAN_CHANGED' })
  })
})

test('who may do what', async () => {
  const { id } = await makeCluster(world.actor, networkId, ids(1), 'roles')
  const hash = 'a'.repeat(64)
  const denied = { code: 'ACCESS_DENIED' }
  await expect(createCluster(as('viewer'), wish('no'))).rejects.toMatchObject(denied)
  const save = { revision: 1, machines: machinesOn(ids(1)), sshKeys: [SSH_KEY] }
  await expect(saveCluster(as('viewer'), id, save)).rejects.toMatchObject(denied)
  await expect(planClusterOf(as('viewer'), id)).rejects.toMatchObject(denied)
  await expect(applyCluster(as('designer'), id, { hash })).rejects.toMatchObject(denied)
  await expect(deleteCluster(as('designer'), id, { confirm: 'roles' })).rejects.toMatchObject(
    denied,
  )
  expect((await getCluster(as('viewer'), id)).name).toBe('roles')
  expect((await planClusterOf(as('designer'), id)).clusterName).toBe('roles')
  expect(await deleteCluster(as('operator'), id, { confirm: 'roles' })).toBeNull()
})
