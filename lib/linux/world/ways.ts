import { inNamespace, run, runChecked } from '../run'
import { parseHandshakes, parseTransfers } from '../wireguard-dump'
import type { Handshake, Transfer } from '../wireguard-dump'
import type { World } from './build-world'
import type { MachinePlan } from './model'

/** Names of the machines a packet passed, both ends included. */
export type Way = readonly string[]

/** Eight packets of 1 200 bytes stand out from handshakes and keepalives, which are 32 to 148 bytes. */
const PACKETS = 8
const PACKET_BYTES = 1200
const ATTEMPTS = 3
const NOTICEABLE_BYTES = PACKETS * PACKET_BYTES * 0.5

/**
 * Sends some packets for each pair and reads their way from what every tunnel counts as sent meanwhile. For that nothing
 * else may be under way, so it is done pair by pair.
 *
 * @param until no pair is begun after this instant, unix milliseconds
 * @returns one way for each pair that was begun; null when the counters do not lead to the receiver
 */
export async function measureWays(
  world: World,
  pairs: readonly { from: MachinePlan; to: MachinePlan }[],
  until: number,
): Promise<(Way | null)[]> {
  const ways: (Way | null)[] = []
  let before = await transfersOf(world)
  for (const { from, to } of pairs) {
    if (Date.now() > until) break
    let way: Way | null = null
    // On a busy machine packets are dropped; a way that nothing was seen of is looked at again.
    for (let attempt = 0; attempt < ATTEMPTS && way === null; attempt += 1) {
      await sendBurst(world, from, to)
      const after = await transfersOf(world)
      way = readWay(world.plan.machines, { from: from.name, to: to.name, before, after })
      before = after
    }
    ways.push(way)
  }
  return ways
}

async function sendBurst({ workshop }: World, from: MachinePlan, to: MachinePlan): Promise<void> {
  const sizes = ['-c', String(PACKETS), '-s', String(PACKET_BYTES)]
  const args = ['-n', '-q', ...sizes, '-i', '0.002', '-W', '1', to.address]
  await run(inNamespace(from.namespace, 'ping', args), { signal: workshop.signal })
}

/** Follows the counters that grew from the sender to the receiver. */
export function readWay(
  machines: readonly MachinePlan[],
  counted: { from: string; to: string; before: readonly Transfer[]; after: readonly Transfer[] },
): Way | null {
  const { from, to, before, after } = counted
  const key = (transfer: Transfer) => `${transfer.interface} ${transfer.peer}`
  const sent = new Map(before.map((transfer) => [key(transfer), transfer.sent]))
  const nameOfInterface = new Map(machines.map(({ wireguard, name }) => [wireguard, name]))
  const nameOfKey = new Map(machines.map(({ publicKey, name }) => [publicKey, name]))
  const grown = after
    .filter((transfer) => transfer.sent - (sent.get(key(transfer)) ?? 0) > NOTICEABLE_BYTES)
    .map((transfer) => ({
      by: nameOfInterface.get(transfer.interface) ?? '',
      to: nameOfKey.get(transfer.peer) ?? '',
    }))
  const way = [from]
  while (way.at(-1) !== to) {
    const next = grown.find((hop) => hop.by === way.at(-1) && !way.includes(hop.to))
    if (!next) return null
    way.push(next.to)
  }
  return way
}

/** Last handshakes of all interfaces. */
export async function handshakesOf(world: World): Promise<Handshake[]> {
  return parseHandshakes(await showAll(world, 'latest-handshakes'))
}

async function transfersOf(world: World): Promise<Transfer[]> {
  return parseTransfers(await showAll(world, 'transfer'))
}

/** In userspace one call sees the sockets of all; the kernel's interfaces are seen from inside their namespaces only. */
async function showAll({ plan, workshop }: World, what: string): Promise<string> {
  const homes =
    workshop.kind === 'kernel' ? [...new Set(plan.machines.map(({ home }) => home))] : [null]
  const texts = await Promise.all(
    homes.map((home) =>
      runChecked(inNamespace(home, 'wg', ['show', 'all', what]), { signal: workshop.signal }),
    ),
  )
  return texts.join('')
}
