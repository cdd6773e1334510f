import { afterEach, beforeEach, expect, test } from 'vitest'
import { applyAsPlanned, makeCluster } from '@/lib/server/clusters/testing/cluster-world'
import { createNetwork } from '@/lib/server/networks/create'
import { deleteNetwork } from '@/lib/server/networks/delete'
import { compareWithExplorer, crashAtEachStep, crashThrough } from './testing/crashes'
import { makeFarmWorld, type FarmWorld } from './testing/farm-world'

const MACHINES = 3
const STEPS = 2 * MACHINES
let world: FarmWorld
beforeEach(async () => {
  world = await makeFarmWorld(MACHINES)
})
afterEach(() => world.close())

async function applied() {
  const { actor, gridId, identityId, nodeIds } = world
  const wish = { name: 'crashing', range: '10.42.0.0/16', nodeIds, gridId, identityId }
  const network = await createNetwork(actor, wish)
  const cluster = await makeCluster(actor, network.id, nodeIds)
  await applyAsPlanned(actor, cluster.id, '2h')
  return network.id
}

const rows = () => world.db.reservation.findMany()
const sent = (method: string) => world.proxy.passed.filter((request) => request.method === method)
const states = async () => [...new Set((await rows()).map(({ state }) => state))]

/** A node refuses for good a VM that comes before its network, so that all run means none came early. */
async function expectAllDeployed(): Promise<void> {
  const { known, stored } = await compareWithExplorer(world)
  expect(stored).toHaveLength(STEPS)
  expect(known).toEqual(stored)
  expect(sent('POST')).toHaveLength(STEPS)
  await world.runUntil(async () => (await states()).join() === 'deployed')
}

test('network and machines, killed at each step: nothing twice, no machine before its network', async () => {
  await applied()
  const killed = await world.whileLooking(() => crashThrough(crashAtEachStep(STEPS)))
  expect(killed).toBe(STEPS)
  await expectAllDeployed()
}, 300_000)

test('deleting the network, killed at each step: each machine goes before its network', async () => {
  const networkId = await applied()
  await world.runUntil(async () => (await states()).join() === 'deployed')
  await deleteNetwork(world.actor, networkId, { confirm: 'crashing' })
  const killed = await world.whileLooking(() => crashThrough(crashAtEachStep(STEPS)))
  expect(killed).toBe(STEPS)
  await world.runUntil(async () => (await states()).join() === 'deleted')
  expect(sent('DELETE')).toHaveLength(STEPS)
  const order = sent('DELETE').map(({ path }) => /(\d+)-1$/.exec(path)?.[1] ?? '')
  const all = await rows()
  for (const vm of all.filter(({ type }) => type === 'kubernetes')) {
    const network = all.find(({ type, nodeId }) => type === 'network' && nodeId === vm.nodeId)
    const places = [vm, network].map((row) => order.indexOf(row?.gridNumber ?? 'none'))
    expect(places[0]).toBeGreaterThanOrEqual(0)
    expect(places[1]).toBeGreaterThan(places[0] ?? 0)
  }
}, 300_000)
