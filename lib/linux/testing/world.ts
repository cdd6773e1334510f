import { randomBytes } from 'node:crypto'
import { wireGuardKeyPair } from '@/lib/crypto/wireguard-keys'
import type { PeerMode, PeerNetwork } from '@/lib/network/model'
import { newTag } from '../prove/run-proof'
import type { ResourceEvents } from '../resource'
import { inNamespace, run } from '../run'
import { SOCKET_FOLDER } from '../wireguard'
import { prepareWorld } from '../world/build-world'
import type { World } from '../world/build-world'
import type { WorldPlan } from '../world/model'
import { ping } from '../world/ping'
import { planWorld } from '../world/plan-world'

/** A plan with fresh keys and a name of its own. */
export const newPlan = (network: PeerNetwork, mode: PeerMode): WorldPlan =>
  planWorld(network, mode, { tag: newTag(), newKeys: () => wireGuardKeyPair(randomBytes(32)) })

/** Builds and connects a world in this process. */
export async function standingWorld(
  plan: WorldPlan,
  events?: (nodeId: string) => ResourceEvents,
): Promise<World> {
  const world = await prepareWorld(plan, { secrets: SOCKET_FOLDER, kind: null }, events)
  await world.connect()
  return world
}

/** Namespace and address of a machine of the world. */
function machineOf({ plan }: World, name: string) {
  const machine = plan.machines.find((one) => one.name === name)
  if (!machine) throw new Error(`The world has no ${name}.`)
  return machine
}

/** Milliseconds until a reply came; null: none within the time. */
export function reach(world: World, from: string, to: string, seconds = 20) {
  return ping(
    { namespace: machineOf(world, from).namespace, address: machineOf(world, to).address },
    seconds,
  )
}

/** Pings without a pause; answers how many were sent and how many came back. */
export async function pingSteadily(world: World, from: string, to: string, count: number) {
  const args = [
    '-n',
    '-q',
    '-i',
    '0.02',
    '-c',
    String(count),
    '-W',
    '2',
    machineOf(world, to).address,
  ]
  const { stdout } = await run(inNamespace(machineOf(world, from).namespace, 'ping', args), {
    timeoutMs: 60_000,
  })
  const [, sent, received] = /(\d+) packets transmitted, (\d+) received/.exec(stdout) ?? []
  return { sent: Number(sent), received: Number(received) }
}
