import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fromHex, fromUtf8 } from '@/lib/crypto/encoding'
import { loadIdentity } from '@/lib/noded/identity-file'
import { openSealed } from '@/lib/crypto/sealed-box'
import { parseReservation, reservationEnd } from '@/lib/protocol/reservation'
import { clusterPlanViewSchema, clusterViewSchema } from '@/lib/schemas/clusters'
import { makeFarmWorld, type FarmWorld } from '@/lib/server/jobs/testing/farm-world'
import { applyNetwork } from '@/lib/server/networks/apply'
import { createNetwork } from '@/lib/server/networks/create'
import { deleteNetwork } from '@/lib/server/networks/delete'
import { getNetwork } from '@/lib/server/networks/networks'
import { planNetwork } from '@/lib/server/networks/plan-network'
import { saveNetwork } from '@/lib/server/networks/save'
import { getOperation } from '@/lib/server/operations/operations'
import { applyCluster } from './apply'
import { getCluster } from './clusters'
import { deleteCluster } from './delete'
import { planClusterOf } from './plan-cluster'
import { saveCluster } from './save'
import { applyAsPlanned, makeCluster, SSH_KEY } from './testing/cluster-world'

// Real daemons answer in their own time; a busy machine makes that longer.
vi.setConfig({ testTimeout: 120_000 })

let world: FarmWorld
beforeEach(async () => {
  world = await makeFarmWorld(4)
})
afterEach(() => world.close())

async function network(nodes = 3, name = 'kestrel') {
  const nodeIds = world.nodeIds.slice(0, nodes)
  const { gridId, identityId, actor } = world
  return createNetwork(actor, { name, range: '10.42.0.0/16', nodeIds, gridId, identityId })
}

const isOver = (operationId: string) => async () =>
  (await getOperation(world.actor, operationId)).state !== 'running'

async function deployed(nodes = 3) {
  const { id: networkId } = await network(nodes)
  const cluster = await makeCluster(world.actor, networkId, world.nodeIds.slice(0, nodes))
  const operation = await applyAsPlanned(world.actor, cluster.id, '2h')
  await world.runUntil(isOver(operation.id))
  return { networkId, clusterId: cluster.id, operation }
}

const rowsOf = (clusterId: string) =>
  world.db.reservation.findMany({ where: { clusterId }, orderBy: { createdAt: 'asc' } })
const posts = () => world.proxy.passed.filter(({ method }) => method === 'POST').length

describe('three machines and their network', () => {
  test('are one operation, and every VM runs behind its network', async () => {
    world.farm.setDelay(150)
    const { networkId, clusterId, operation } = await deployed()
    const done = await getOperation(world.actor, operation.id)
    expect(done).toMatchObject({ state: 'done', networkId, clusterId, clusterName: 'demo' })
    expect(done.steps.map(({ reservation }) => reservation.type).sort()).toEqual([
      ...Array<string>(3).fill('kubernetes'),
      ...Array<string>(3).fill('network'),
    ])
    const view = clusterViewSchema.parse(await getCluster(world.actor, clusterId))
    expect(view).toMatchObject({ state: 'running', ready: 3, staged: 0, masterIp: '10.42.1.2' })
    expect(view.machineList.map(({ stages }) => stages.map(({ state }) => state).join())).toEqual(
      Array(3).fill('done,done,simulated'),
    )
    expect(view.machineList[0]?.sentence).toContain('nothing really boots')
    expect((await getNetwork(world.actor, networkId)).state).toBe('running')
    const rows = await world.db.reservation.findMany()
    expect(new Set(rows.map(({ endsAt }) => endsAt.getTime())).size).toBe(1)
    for (const { nodeId } of view.machineList) {
      const on = rows.filter((row) => row.nodeId === nodeId)
      const number = (type: string) => Number(on.find((row) => row.type === type)?.gridNumber)
      expect(number('kubernetes')).toBeGreaterThan(number('network'))
    }
  })

  test('carry the secret sealed once to each node, the master’s address and the keys', async () => {
    const { clusterId } = await deployed()
    const secrets = new Set<string>()
    for (const [index, nodeId] of world.nodeIds.slice(0, 3).entries()) {
      const row = (await rowsOf(clusterId)).find((one) => one.nodeId === nodeId)
      const reservation = parseReservation(row?.body ?? '')
      const data = JSON.parse(reservation.data) as Record<string, unknown>
      expect(data).toMatchObject({
        size: 1,
        network_id: 'kestrel',
        ip: `10.42.${index + 1}.2`,
        master_ips: index === 0 ? [] : ['10.42.1.2'],
        ssh_keys: [SSH_KEY],
      })
      const sealed = String(data['cluster_secret'])
      expect(sealed).toMatch(/^[0-9a-f]+$/)
      const node = await loadIdentity(world.farmDir, index, undefined)
      secrets.add(fromUtf8(openSealed(node, fromHex(sealed))))
      const mark = data['client'] as { not_after: number }
      expect(mark.not_after * 1000).toBe(reservationEnd(reservation))
    }
    expect(secrets.size).toBe(1)
    expect([...secrets][0]).toMatch(/^[A-Za-z0-9._-]{8,64}$/)
  })

  test('the same hash again answers the same operation and posts nothing', async () => {
    const { id: networkId } = await network()
    const cluster = await makeCluster(world.actor, networkId, world.nodeIds.slice(0, 3))
    const plan = clusterPlanViewSchema.parse(
      await planClusterOf(world.actor, cluster.id, { duration: '2h' }),
    )
    expect(plan).toMatchObject({ posts: 6, deletes: 0, blocked: false, fixedEnd: null })
    expect(plan.network).toMatchObject({ posts: 3, blocked: false })
    const wish = { hash: plan.hash, duration: '2h' }
    const [first, second] = await Promise.all([
      applyCluster(world.actor, cluster.id, wish),
      applyCluster(world.actor, cluster.id, wish),
    ])
    expect(second.id).toBe(first.id)
    await world.runUntil(isOver(first.id))
    expect((await applyCluster(world.actor, cluster.id, wish)).id).toBe(first.id)
    expect(posts()).toBe(6)
    expect(await planClusterOf(world.actor, cluster.id)).toMatchObject({
      blocked: true,
      posts: 0,
      network: null,
    })
  })
})

describe('on a live network', () => {
  test('machines end with it, or earlier when asked', async () => {
    const { networkId } = await deployed(2)
    const { design, revision } = await getNetwork(world.actor, networkId)
    expect(design.resources).toHaveLength(2)
    const wider = {
      ...design,
      resources: [
        ...design.resources,
        ...world.nodeIds.slice(2, 4).map((nodeId, index) => ({
          ...{ nodeId, subnet: `10.42.${index + 3}.0/24`, listenPort: 3100, forceHidden: false },
        })),
      ],
    }
    await saveNetwork(world.actor, networkId, { revision, design: wider })
    const late = await makeCluster(world.actor, networkId, world.nodeIds.slice(2, 3), 'late')
    const plan = await planClusterOf(world.actor, late.id, { duration: '30d' })
    expect(plan.endsAt).toBe(plan.fixedEnd)
    const early = await planClusterOf(world.actor, late.id, { duration: '1h' })
    expect(Date.parse(early.endsAt ?? '')).toBeLessThan(Date.parse(early.fixedEnd ?? ''))
    expect(early.hash).toBe(plan.hash)
    const operation = await applyCluster(world.actor, late.id, { hash: plan.hash, duration: '1h' })
    await world.runUntil(isOver(operation.id))
    const [vm] = await rowsOf(late.id)
    expect(vm).toMatchObject({ state: 'deployed' })
    expect(vm?.endsAt.getTime()).toBeLessThan(Date.parse(plan.fixedEnd ?? ''))
    const fresh = await world.db.reservation.findFirstOrThrow({
      where: { type: 'network', nodeId: world.nodeIds[2] ?? '' },
    })
    expect(fresh.endsAt.toISOString()).toBe(plan.fixedEnd)
  })

  test('a second VM of the network on one node is refused before anything is sent', async () => {
    const { networkId } = await deployed(2)
    const twin = await makeCluster(world.actor, networkId, world.nodeIds.slice(0, 1), 'twin')
    const plan = await planClusterOf(world.actor, twin.id)
    expect(plan.problems.map(({ code }) => code)).toContain('NODE_OCCUPIED')
    const wish = applyCluster(world.actor, twin.id, { hash: plan.hash })
    await expect(wish).rejects.toMatchObject({ code: 'PLAN_BLOCKED' })
    expect(posts()).toBe(4)
  })
})

describe('a machine that a node refused', () => {
  test('is deleted and made anew by the next apply, in this order', async () => {
    const { id: networkId } = await network()
    const { hash } = await planNetwork(world.actor, networkId)
    const live = await applyNetwork(world.actor, networkId, { hash, duration: '2h' })
    await world.runUntil(isOver(live.id))
    world.farm.setFailureRate(1)
    const cluster = await makeCluster(world.actor, networkId, world.nodeIds.slice(0, 3))
    const first = await applyAsPlanned(world.actor, cluster.id)
    await world.runUntil(isOver(first.id))
    const failed = await getCluster(world.actor, cluster.id)
    expect(failed).toMatchObject({ state: 'failed', ready: 0, staged: 3 })
    const refused = failed.machineList.filter(({ state }) => state === 'failed')
    expect(refused).toHaveLength(3)
    expect(refused[0]?.stages.at(-1)?.state).toBe('failed')

    world.farm.setFailureRate(0)
    const plan = await planClusterOf(world.actor, cluster.id)
    expect(plan).toMatchObject({ posts: 3, deletes: 3, network: null })
    expect(plan.machines.find(({ nodeId }) => nodeId === refused[0]?.nodeId)).toMatchObject({
      kind: 'add',
      replaces: refused[0]?.gridReservationId,
    })
    const again = await applyAsPlanned(world.actor, cluster.id)
    await world.runUntil(isOver(again.id))
    expect((await getOperation(world.actor, again.id)).state).toBe('done')
    expect(await getCluster(world.actor, cluster.id)).toMatchObject({ state: 'running', ready: 3 })
  })
})

describe('changing', () => {
  test('a bigger worker is deleted first and made anew; the others stay', async () => {
    const { clusterId } = await deployed(2)
    const before = await getCluster(world.actor, clusterId)
    const machines = before.machineList.map(({ nodeId, role, ip }) => ({
      ...{ nodeId, role, ip, size: role === 'worker' ? (2 as const) : (1 as const) },
    }))
    await saveCluster(world.actor, clusterId, {
      revision: before.revision,
      machines,
      sshKeys: [SSH_KEY],
    })
    const plan = await planClusterOf(world.actor, clusterId)
    expect(plan.machines.map(({ kind }) => kind)).toEqual(['keep', 'change'])
    expect(plan.machines[1]?.fieldChanges).toEqual([{ field: 'size', before: '1', after: '2' }])
    const operation = await applyAsPlanned(world.actor, clusterId)
    await world.runUntil(isOver(operation.id))
    const after = await getCluster(world.actor, clusterId)
    expect(after).toMatchObject({ state: 'running', ready: 2, staged: 0 })
    const rows = await rowsOf(clusterId)
    expect(rows.map(({ state }) => state).sort()).toEqual(['deleted', 'deployed', 'deployed'])
    const old = rows.find(({ state }) => state === 'deleted')
    expect(old?.supersededBy).toBe(after.machineList[1]?.reservationId)
  })
})

describe('deleting', () => {
  test('a network takes its machines first, node by node, in one operation', async () => {
    const { networkId, clusterId } = await deployed()
    const operation = await deleteNetwork(world.actor, networkId, { confirm: 'kestrel' })
    expect(operation?.steps).toHaveLength(6)
    for (const step of operation?.steps ?? []) {
      const { type, nodeId } = step.reservation
      const vm = operation?.steps.find(
        (one) => one.reservation.type === 'kubernetes' && one.reservation.nodeId === nodeId,
      )
      expect(step.waitsFor).toEqual(type === 'network' ? [vm?.id] : [])
    }
    await world.runUntil(isOver(operation?.id ?? ''))
    const rows = await world.db.reservation.findMany()
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['deleted']))
    expect((await getCluster(world.actor, clusterId)).state).toBe('ended')
    await expectVmsFirst()
  })

  test('a cluster goes alone: its network stays, and then its row goes too', async () => {
    const { networkId, clusterId } = await deployed(2)
    const wrong = deleteCluster(world.actor, clusterId, { confirm: 'kestrel' })
    await expect(wrong).rejects.toMatchObject({ code: 'INVALID_BODY' })
    const operation = await deleteCluster(world.actor, clusterId, { confirm: 'demo' })
    const again = await deleteCluster(world.actor, clusterId, { confirm: 'demo' })
    expect(again?.id).toBe(operation?.id)
    await world.runUntil(isOver(operation?.id ?? ''))
    expect((await getNetwork(world.actor, networkId)).state).toBe('running')
    expect(await deleteCluster(world.actor, clusterId, { confirm: 'demo' })).toBeNull()
    await expect(getCluster(world.actor, clusterId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('a network waits for machines whose deletion was asked for before', async () => {
    const { networkId, clusterId } = await deployed(2)
    world.farm.setDelay(300)
    await deleteCluster(world.actor, clusterId, { confirm: 'demo' })
    const operation = await deleteNetwork(world.actor, networkId, { confirm: 'kestrel' })
    expect(operation?.steps.map(({ waitsFor }) => waitsFor.length)).toEqual([1, 1])
    await world.runUntil(isOver(operation?.id ?? ''))
    await expectVmsFirst()
  })
})

/** On each node the VM's DELETE came before the network's. */
async function expectVmsFirst(): Promise<void> {
  const order = world.proxy.passed
    .filter(({ method }) => method === 'DELETE')
    .map(({ path }) => /(\d+)-1$/.exec(path)?.[1])
  const rows = await world.db.reservation.findMany()
  for (const vm of rows.filter(({ type }) => type === 'kubernetes')) {
    const network = rows.find(({ type, nodeId }) => type === 'network' && nodeId === vm.nodeId)
    const [first, second] = [vm, network].map((row) => order.indexOf(row?.gridNumber ?? ''))
    expect(first).toBeGreaterThanOrEqual(0)
    expect(second).toBeGreaterThan(first ?? 0)
  }
}
