import { refusal, quoted } from './refusal'
import type { NetworkPart, Workload } from './types'

/** A network is the user's: the same name of another user is another network. */
export function networkReservations(
  live: readonly Workload[],
  userId: string,
  name: string,
): Workload[] {
  return live
    .filter((item) => item.userId === userId && item.network?.name === name)
    .sort((a, b) => b.number - a.number)
}

/** The configuration in force: that of the highest id among the live reservations that name the network. */
export function networkInForce(
  live: readonly Workload[],
  userId: string,
  name: string,
): NetworkPart | null {
  return networkReservations(live, userId, name)[0]?.network ?? null
}

/** The network a workload asks for. A node that does not have it yet fails the workload for good. */
export function requireNetwork(
  live: readonly Workload[],
  userId: string,
  name: string,
): NetworkPart {
  const network = name === '' ? null : networkInForce(live, userId, name)
  if (network) return network
  throw refusal(
    `The network ${quoted(name)} is not on this node. Reserve it first, and the workload when its result is ok.`,
  )
}

/** Every network in force on the node, one entry a network. */
export function allNetworks(live: readonly Workload[]): { userId: string; network: NetworkPart }[] {
  const newest = new Map<string, Workload>()
  for (const item of live) {
    if (!item.network) continue
    const key = `${item.userId}\n${item.network.name}`
    const known = newest.get(key)
    if (!known || known.number < item.number) newest.set(key, item)
  }
  return [...newest.values()].flatMap(({ userId, network }) =>
    network ? [{ userId, network }] : [],
  )
}

/** WireGuard ports in use, ascending. */
export function usedPorts(live: readonly Workload[]): number[] {
  return allNetworks(live)
    .map(({ network }) => network.port)
    .sort((a, b) => a - b)
}

/** Workloads that sit in a network. */
export function attachedTo(live: readonly Workload[], userId: string, name: string): Workload[] {
  return live.filter((item) => item.userId === userId && item.attachment?.network === name)
}
