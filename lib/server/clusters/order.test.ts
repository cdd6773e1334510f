import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dueSteps } from '@/lib/server/jobs/step-store'
import {
  apply,
  makeNetwork,
  makeRunner,
  makeWorld,
  type World,
} from '@/lib/server/jobs/testing/world'
import { sleep } from '@/lib/server/jobs/timing'
import { deleteNetwork } from '@/lib/server/networks/delete'
import { getNetwork } from '@/lib/server/networks/networks'
import { planNetwork } from '@/lib/server/networks/plan-network'
import { saveNetwork } from '@/lib/server/networks/save'
import { getOperation } from '@/lib/server/operations/operations'
import { deleteReservation } from '@/lib/server/reservations/reservations'
import { applyCluster } from './apply'
import { getCluster } from './clusters'
import { deleteCluster } from './delete'
import { planClusterOf } from './plan-cluster'
import { saveCluster } from './save'
import { answer } from './testing/answers'
import { applyAsPlanned, makeCluster } from './testing/cluster-world'

let world: World
beforeEach(async () => {
  world = await makeWorld(3)
})
afterEach(() => world.close())

const nodeId = (index: number) => world.nodes[index]?.id ?? ''
const posts = () => world.proxy.passed.filter(({ method }) => method === 'POST').length
const deletes = () => world.proxy.passed.filter(({ method }) => method === 'DELETE').length

/** Runs steps until no step may start; waiting ones stay. */
async function runWhatMay(): Promise<void> {
  const { runner } = makeRunner(world)
  const stop = new AbortController()
  const ended = runner.run(stop.signal)
  const isQuiet = async () => {
    const { ready, blocked } = await dueSteps(world.db, Date.now())
    const open = await world.db.step.count({ where: { state: { in: ['running', 'unknown'] } } })
    return ready.length + blocked.length + open === 0
  }
  while (!(await isQuiet())) await sleep(10)
  stop.abort()
  await ended
}

async function started(machines = 2) {
  const network = await makeNetwork(world, 'kestrel', machines)
  const ids = world.nodes.slice(0, machines).map(({ id }) => id)
  const cluster = await makeCluster(world.actor, network.id, ids)
  const operation = await applyAsPlanned(world.actor, cluster.id, '2h')
  await runWhatMay()
  return { network, cluster, operation }
}

/** States of a machine's stages and what its sentence says. */
async function machine(clusterId: string, index: number) {
  const view = (await getCluster(world.actor, clusterId)).machineList[index]
  return { ...view, stages: view?.stages.map(({ state }) => state).join() }
}

describe('posting', () => {
  test('no machine leaves before its own node said ok to the network', async () => {
    const { cluster, operation } = await started()
    expect(posts()).toBe(2)
    expect(await machine(cluster.id, 1)).toMatchObject({
      state: 'signed',
      stages: 'done,now,todo',
      sentence: expect.stringContaining('the network kestrel runs there'),
    })
    await answer(world, 1)
    await runWhatMay()
    expect(posts()).toBe(3)
    const stored = await world.db.explorerReservation.findMany({ where: { type: 'kubernetes' } })
    expect(stored.map((row) => row.nodeId)).toEqual([nodeId(1)])
    expect(await machine(cluster.id, 1)).toMatchObject({
      state: 'submitted',
      stages: 'done,done,now',
    })
    await answer(world, 1)
    expect(await machine(cluster.id, 1)).toMatchObject({
      state: 'deployed',
      stages: 'done,done,done',
      sentence: expect.stringContaining('the VM is started'),
    })
    expect((await getOperation(world.actor, operation.id)).state).toBe('running')
  })

  test('a node that refuses the network gets no machine, and the operation says so', async () => {
    const { cluster, operation } = await started()
    await answer(world, 0, 'error')
    await answer(world, 1)
    await runWhatMay()
    await answer(world, 1)
    expect(posts()).toBe(3)
    expect(await machine(cluster.id, 0)).toMatchObject({
      state: 'failed',
      stages: 'done,failed,todo',
      sentence: expect.stringContaining('it was not sent'),
    })
    expect((await getOperation(world.actor, operation.id)).state).toBe('failed')
    const plan = await planClusterOf(world.actor, cluster.id)
    expect(plan.machines.map(({ kind }) => kind)).toEqual(['add', 'keep'])
    expect(plan.network?.changes.map(({ kind }) => kind)).toEqual(['add', 'keep'])
  })

  test('a network that is still being sent is waited for, and not sent again', async () => {
    const network = await makeNetwork(world, 'kestrel', 1)
    await apply(world, network.id, '2h')
    const cluster = await makeCluster(world.actor, network.id, [nodeId(0)])
    const plan = await planClusterOf(world.actor, cluster.id)
    expect(plan).toMatchObject({ network: null, posts: 1, blocked: false })
    await applyAsPlanned(world.actor, cluster.id)
    await runWhatMay()
    expect(posts()).toBe(1)
    await answer(world, 0)
    await runWhatMay()
    expect(posts()).toBe(2)
  })

  test('of two clusters that want one node, the second is refused', async () => {
    const network = await makeNetwork(world, 'kestrel', 2)
    const one = await makeCluster(world.actor, network.id, [nodeId(0)], 'one')
    const two = await makeCluster(world.actor, network.id, [nodeId(0)], 'two')
    const plan = await planClusterOf(world.actor, two.id, { duration: '2h' })
    expect(plan.blocked).toBe(false)
    await applyAsPlanned(world.actor, one.id, '2h')
    const wish = { hash: plan.hash, duration: '2h' }
    await expect(applyCluster(world.actor, two.id, wish)).rejects.toMatchObject({
      code: 'PLAN_CHANGED',
    })
    const again = await planClusterOf(world.actor, two.id)
    expect(again.blockedBy.join(' ')).toContain('already carries a VM of one')
  })

  test('a new cluster needs a duration, a live network none', async () => {
    const network = await makeNetwork(world, 'kestrel', 1)
    const cluster = await makeCluster(world.actor, network.id, [nodeId(0)])
    const { hash, endsAt } = await planClusterOf(world.actor, cluster.id)
    expect(endsAt).toBeNull()
    await expect(applyCluster(world.actor, cluster.id, { hash })).rejects.toMatchObject({
      code: 'DURATION_INVALID',
    })
    await expect(planClusterOf(world.actor, cluster.id, { duration: '2' })).rejects.toMatchObject({
      code: 'DURATION_BARE_NUMBER',
    })
    expect(await world.db.reservation.count()).toBe(0)
  })
})

describe('deleting', () => {
  test('machines that were never sent are cancelled, and nothing of them leaves', async () => {
    const { cluster } = await started()
    await answer(world, 0)
    await runWhatMay()
    const operation = await deleteCluster(world.actor, cluster.id, { confirm: 'demo' })
    expect(operation?.steps).toHaveLength(1)
    await answer(world, 1)
    await runWhatMay()
    expect([posts(), deletes()]).toEqual([3, 1])
    const rows = await world.db.reservation.findMany({ where: { clusterId: cluster.id } })
    expect(rows.map(({ state }) => state).sort()).toEqual(['deleted', 'deleting'])
  })

  test('one waiting machine is cancelled alone', async () => {
    const { cluster, operation } = await started()
    const waiting = await machine(cluster.id, 1)
    const answered = await deleteReservation(world.actor, waiting.reservationId ?? '')
    expect(answered.id).toBe(operation.id)
    await answer(world, 1)
    await runWhatMay()
    expect(posts()).toBe(2)
    expect(await machine(cluster.id, 1)).toMatchObject({
      state: 'deleted',
      stages: 'todo,todo,todo',
    })
  })

  test('a network’s own reservation takes the machine on that node with it, first', async () => {
    const { network, cluster } = await started()
    await answer(world, 0)
    await runWhatMay()
    await answer(world, 0)
    const row = await world.db.reservation.findFirstOrThrow({
      where: { networkId: network.id, type: 'network', nodeId: nodeId(0) },
    })
    const operation = await deleteReservation(world.actor, row.id)
    expect(operation.steps.map(({ reservation }) => reservation.type).sort()).toEqual([
      'kubernetes',
      'network',
    ])
    await runWhatMay()
    expect(deletes()).toBe(1)
    expect(await machine(cluster.id, 0)).toMatchObject({ state: 'deleting' })
    const again = await planClusterOf(world.actor, cluster.id)
    expect(again.blockedBy.join(' ')).toMatch(/still sending|being deleted/)
  })

  test('a draft network takes its draft clusters along', async () => {
    const network = await makeNetwork(world, 'draft', 1)
    const cluster = await makeCluster(world.actor, network.id, [nodeId(0)])
    expect(await deleteNetwork(world.actor, network.id, { confirm: 'draft' })).toBeNull()
    await expect(getCluster(world.actor, cluster.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const told = await world.db.event.findMany({ where: { kind: 'cluster', toState: 'deleted' } })
    expect(told.map(({ message }) => message)).toEqual([
      'Cluster demo went with the network draft.',
    ])
  })
})

describe('a network under machines', () => {
  test('keeps the nodes that carry one, and their subnets', async () => {
    const { network, cluster } = await started()
    for (const index of [0, 1]) await answer(world, index)
    await runWhatMay()
    const { design, revision } = await getNetwork(world.actor, network.id)
    const [first, second] = design.resources
    if (!first || !second) throw new Error('The network has two nodes.')
    await saveNetwork(world.actor, network.id, {
      revision,
      design: { ...design, resources: [{ ...first, subnet: '10.42.77.0/24' }] },
    })
    const { blockedBy } = await planNetwork(world.actor, network.id)
    expect(blockedBy.filter((text) => text.includes('a VM of the cluster demo'))).toEqual([
      expect.stringContaining('change the node'),
      expect.stringContaining('take the node out of the network'),
    ])
    expect((await getCluster(world.actor, cluster.id)).problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['ADDRESS_OUTSIDE', 'NODE_NOT_IN_NETWORK']),
    )
  })

  test('a node leaves network and cluster in one operation, the machine first', async () => {
    const { network, cluster } = await started()
    for (const index of [0, 1]) await answer(world, index)
    await runWhatMay()
    for (const index of [0, 1]) await answer(world, index)
    const { design, revision } = await getNetwork(world.actor, network.id)
    const kept = design.resources.filter((resource) => resource.nodeId === nodeId(0))
    await saveNetwork(world.actor, network.id, { revision, design: { ...design, resources: kept } })
    const before = await getCluster(world.actor, cluster.id)
    await saveCluster(world.actor, cluster.id, {
      revision: before.revision,
      machines: [{ nodeId: nodeId(0), role: 'master', size: 2 }],
      sshKeys: before.sshKeys.map(({ line }) => line),
    })
    const plan = await planClusterOf(world.actor, cluster.id)
    expect(plan.blockedBy).toEqual([])
    expect(plan.network).toMatchObject({ blocked: false, deletes: 1 })
    const operation = await applyAsPlanned(world.actor, cluster.id)
    const step = (type: string, node: number, kind = 'delete') =>
      operation.steps.find(
        (one) =>
          one.kind === kind &&
          one.reservation.type === type &&
          one.reservation.nodeId === nodeId(node),
      )
    expect(step('network', 1)?.waitsFor).toEqual([step('kubernetes', 1)?.id])
    expect(step('kubernetes', 0, 'post')?.waitsFor).toContain(step('kubernetes', 0)?.id)
  })
})
