import { deviceName } from '@/lib/network/trace-conditions'
import { tracePacket } from '@/lib/network/trace'
import type { TracedNetwork } from '@/lib/network/trace-conditions'
import { runInside } from '../namespace'
import { run } from '../run'
import { parseTransfers, type Transfer } from '../wireguard-config'
import type { WorldMachine, WorldPlan } from './plan'
import { ping, type World } from './world'

/** A tunnel that packets of a pair went into. */
export interface Hop {
  from: string
  to: string
}

/** The way packets of a pair really took, there and back. */
export interface WayMeasured {
  from: string
  to: string
  hops: Hop[]
  /** exactly the tunnels of the trace, in both directions */
  agrees: boolean
}

/** Bytes of the probe: more than a keepalive or handshake, less than every MTU. */
const PROBE_BYTES = 1000

/** Pairs whose way is measured at most: each needs the line for itself for a moment. */
const MAX_PAIRS = 120

interface WaysInput {
  world: World
  network: TracedNetwork
  /** connected pairs, each once */
  pairs: readonly { from: WorldMachine; to: WorldMachine }[]
  signal?: AbortSignal
}

/** Sends one large ping after the other, and reads from the tunnels' counters which way each took. */
export async function measureWays({
  world,
  network,
  pairs,
  signal,
}: WaysInput): Promise<WayMeasured[]> {
  const nameOf = machineNames(world.plan)
  const ways: WayMeasured[] = []
  let before = await transfers(world)
  for (const { from, to } of spread(pairs)) {
    signal?.throwIfAborted()
    await ping(from.namespace, to.address, { seconds: 3, bytes: PROBE_BYTES })
    const after = await transfers(world)
    const hops = grown(before, after, nameOf)
    const expected = expectedHops(network, from.name, to.name)
    ways.push({ from: from.name, to: to.name, hops, agrees: textOf(hops) === textOf(expected) })
    before = after
  }
  return ways
}

/** At most so many, taken evenly. */
function spread<Item>(items: readonly Item[]): Item[] {
  const step = Math.max(1, Math.ceil(items.length / MAX_PAIRS))
  return items.filter((_, index) => index % step === 0)
}

/** The kernel's interfaces are seen in their namespace only, userspace ones by their sockets from anywhere. */
async function transfers({ kind, plan }: World): Promise<Map<string, number>> {
  const args = ['show', 'all', 'transfer']
  const texts =
    kind === 'userspace'
      ? [await run('wg', args)]
      : await Promise.all(
          [
            ...plan.resources.map(({ names }) => names.namespace),
            ...plan.devices.map(({ namespace }) => namespace),
          ].map((namespace) => runInside(namespace, 'wg', args)),
        )
  return new Map(texts.flatMap(parseTransfers).map((one) => [keyOf(one), one.sent] as const))
}

const keyOf = ({ interfaceName, publicKey }: Transfer) => `${interfaceName} ${publicKey}`

function grown(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  nameOf: Names,
): Hop[] {
  return [...after]
    .filter(([key, sent]) => sent - (before.get(key) ?? 0) >= PROBE_BYTES)
    .flatMap(([key]) => {
      const [interfaceName = '', publicKey = ''] = key.split(' ')
      const [from, to] = [nameOf.ofInterface(interfaceName), nameOf.ofKey(publicKey)]
      return from && to ? [{ from, to }] : []
    })
}

function expectedHops(network: TracedNetwork, from: string, to: string): Hop[] {
  const trace = tracePacket(network, from, to)
  return [...trace.hops, ...trace.reply.hops].map(({ node, peer }) => ({ from: node, to: peer }))
}

const textOf = (hops: readonly Hop[]) =>
  [...new Set(hops.map(({ from, to }) => `${from} ${to}`))].sort().join()

interface Names {
  ofInterface: (name: string) => string | undefined
  ofKey: (publicKey: string) => string | undefined
}

function machineNames({ resources, devices }: WorldPlan): Names {
  const interfaces = new Map([
    ...resources.map(({ names, resource }) => [names.wireguard, resource.nodeId] as const),
    ...devices.map(({ interfaceName }, index) => [interfaceName, deviceName(index)] as const),
  ])
  const keys = new Map([
    ...resources.map(({ resource }) => [resource.publicKey, resource.nodeId] as const),
    ...devices.map(({ publicKey }, index) => [publicKey, deviceName(index)] as const),
  ])
  return { ofInterface: (name) => interfaces.get(name), ofKey: (key) => keys.get(key) }
}
