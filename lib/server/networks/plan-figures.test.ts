import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  apply,
  makeNetwork,
  makeWorld,
  runUntilIdle,
  type World,
} from '@/lib/server/jobs/testing/world'
import { getNetwork, listNetworks } from './networks'
import { saveNetwork } from './save'

let world: World
let id: string
beforeAll(async () => {
  world = await makeWorld(3)
  id = (await makeNetwork(world, 'harbor', 2)).id
})
afterAll(() => world.close())

/** The list and the network itself must agree, whatever the list remembers. */
async function staged(): Promise<number> {
  const [listed] = await listNetworks(world.actor)
  const network = await getNetwork(world.actor, id)
  expect(listed).toMatchObject({ staged: network.staged, endsAt: network.endsAt })
  return network.staged
}

async function setAddress(index: number, address: string): Promise<void> {
  const nodeId = world.nodes[index]?.id ?? ''
  const row = await world.db.gridNode.findFirstOrThrow({ where: { nodeId } })
  const node = JSON.parse(row.raw) as { ifaces: { addrs: string[] }[] }
  node.ifaces = [{ ...node.ifaces[0], addrs: [address] }]
  const where = { gridId_nodeId: { gridId: row.gridId, nodeId } }
  await world.db.gridNode.update({ where, data: { raw: JSON.stringify(node) } })
}

it('counts what a network would change as its plan does, each time something changes', async () => {
  expect(await staged()).toBe(2)
  await apply(world, id, '2h')
  await runUntilIdle(world)
  expect(await staged()).toBe(0)

  await setAddress(0, '203.0.113.99/24')
  expect(await staged()).toBeGreaterThan(0)
  await setAddress(0, '203.0.113.1/24')
  expect(await staged()).toBe(0)

  const { revision, design } = await getNetwork(world.actor, id)
  const resources = design.resources.slice(0, 1)
  await saveNetwork(world.actor, id, { revision, design: { ...design, resources } })
  expect(await staged()).toBeGreaterThan(0)

  await world.db.reservation.updateMany({ data: { state: 'deleted' } })
  expect(await staged()).toBe(1)
})
