import { spawn } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { afterAll, afterEach, expect, test } from 'vitest'
import { ipBatch } from '../ip'
import { prepareResource } from '../resource'
import { inNamespace, runChecked } from '../run'
import { SMALL } from '../testing/designs'
import { tracesLeft } from '../testing/traces'
import { newPlan, pingSteadily, reach, standingWorld } from '../testing/world'
import { SOCKET_FOLDER } from '../wireguard'
import type { World } from './build-world'

let world: World
afterEach(() => world?.remove())
afterAll(async () => {
  expect(await tracesLeft()).toEqual([])
})

const REMOVED = 'n3'
const STAYING = ['n1', 'n2', 'n4']

/** Peers of a node, with or without the one that leaves. */
function peersOf(nodeId: string, isComplete: boolean) {
  const node = world.plan.nodes.find((one) => one.nodeId === nodeId)
  const leaving = world.plan.machines.find(({ name }) => name === REMOVED)?.publicKey
  return (node?.peers ?? []).filter(({ publicKey }) => isComplete || publicKey !== leaving)
}
async function tellAll(isComplete: boolean) {
  for (const nodeId of STAYING)
    await world.resources.get(nodeId)?.update(peersOf(nodeId, isComplete))
}
const routesOn = async (nodeId: string) => {
  const namespace = world.resources.get(nodeId)?.names.namespace ?? null
  return runChecked(inNamespace(namespace, 'ip', ['route']))
}

test('a peer leaves and comes back while the others ping on without loss', async () => {
  world = await standingWorld(newPlan(SMALL, 'safe'))
  for (const [from, to] of [
    ['n1', 'n4'],
    ['n1', 'n3'],
    ['n2', 'n4'],
    ['device:0', 'n1'],
  ] as const)
    expect(await reach(world, from, to), `${from} → ${to}`).not.toBeNull()
  const before = await routesOn('n2')
  const pings = Promise.all([
    pingSteadily(world, 'n1', 'n4', 300),
    pingSteadily(world, 'n2', 'n4', 300),
    pingSteadily(world, 'device:0', 'n1', 300),
  ])
  await tellAll(false)
  expect(await reach(world, 'n1', REMOVED, 1)).toBeNull()
  expect(await reach(world, 'n2', REMOVED, 1)).toBeNull()
  expect(await routesOn('n2')).not.toContain('10.42.3.0/24')
  await tellAll(true)
  expect(await reach(world, 'n1', REMOVED)).not.toBeNull()
  expect(await reach(world, 'n2', REMOVED)).not.toBeNull()
  expect((await routesOn('n2')).split('\n').sort()).toEqual(before.split('\n').sort())
  expect(await pings).toEqual(Array(3).fill({ sent: 300, received: 300 }))
})

test('a wireguard-go that is killed is noticed, and the interface is there again', async () => {
  const rebuilt: string[] = []
  world = await standingWorld(newPlan(SMALL, 'safe'), (nodeId) => ({
    rebuilt: () => rebuilt.push(nodeId),
  }))
  expect(await reach(world, 'n1', 'n4')).not.toBeNull()
  const resource = world.resources.get('n2')
  const pid = resource?.pid()
  if (!resource || !pid) return // the kernel does it here: there is no process to kill
  const before = await routesOn('n2')
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => rebuilt, { timeout: 10_000 }).toEqual(['n2'])
  expect(resource.pid()).not.toBe(pid)
  expect((await routesOn('n2')).split('\n').sort()).toEqual(before.split('\n').sort())
  for (const [from, to] of [
    ['n2', 'n3'],
    ['n1', 'n4'],
    ['n4', 'n1'],
    ['device:0', 'n2'],
  ] as const)
    expect(await reach(world, from, to, 40), `${from} → ${to}`).not.toBeNull()
})

test('a world that is removed leaves nothing, also when it is removed twice', async () => {
  world = await standingWorld(newPlan(SMALL, 'safe'))
  await world.remove()
  expect(await tracesLeft(0)).toEqual([])
  await world.remove()
})

test('what fails in the middle leaves nothing', async () => {
  const plan = newPlan(SMALL, 'safe')
  const broken = plan.nodes.map((node, index) =>
    index === 2 ? { ...node, vm: { ...node.vm, gateway: '192.0.2.77' } } : node,
  )
  await expect(standingWorld({ ...plan, nodes: broken })).rejects.toMatchObject({
    code: 'TOOL_FAILED',
  })
  expect(await tracesLeft(0)).toEqual([])
})

test('a second resource of a name that is taken is refused, and the first goes on', async () => {
  const plan = newPlan(SMALL, 'safe')
  world = await standingWorld(plan)
  const spec = plan.nodes[0]?.resource
  if (!spec) throw new Error('The design has no node.')
  await expect(prepareResource(world.workshop, spec)).rejects.toMatchObject({ code: 'LEFT_OVER' })
  expect(await reach(world, 'n1', 'n4')).not.toBeNull()
})

test('what an earlier run left under the same name is removed before building', async () => {
  const plan = newPlan(SMALL, 'safe')
  const [first] = plan.machines
  await ipBatch(null, [`netns add ${first?.home}`, `netns add ${first?.namespace}`])
  const forgotten = spawn('wireguard-go', ['-f', first?.wireguard ?? ''], { stdio: 'ignore' })
  await expect.poll(() => readdir(SOCKET_FOLDER)).toContain(`${first?.wireguard}.sock`)
  world = await standingWorld(plan)
  expect([forgotten.exitCode, forgotten.signalCode]).toEqual([null, 'SIGKILL'])
  expect(await reach(world, 'n1', 'n4')).not.toBeNull()
})
