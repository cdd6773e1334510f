import { DomainError } from '@/lib/errors/domain-error'
import { originalTunnelAddress } from '@/lib/wireguard/tunnel-address'
import type { PeerNetwork } from './model'

/** Allowed IPs by the access node's subnet they follow: [device subnet, its tunnel address, …]. */
export type CarriedSubnets = ReadonlyMap<string, readonly string[]>

/** Remembers tunnel addresses: every subnet stands on many peers. */
export function tunnelAddresses(): (subnet: string) => string {
  const known = new Map<string, string>()
  return (subnet) => {
    const found = known.get(subnet) ?? originalTunnelAddress(subnet)
    known.set(subnet, found)
    return found
  }
}

/** Which device subnets come in behind which access node's subnet. Of two resources of one node the last counts. */
export function carriedSubnets(
  network: PeerNetwork,
  tunnelOf: (subnet: string) => string,
): CarriedSubnets {
  const subnetOf = new Map(network.resources.map(({ nodeId, subnet }) => [nodeId, subnet]))
  const carried = new Map<string, string[]>()
  for (const { nodeId, subnet } of network.accessPoints) {
    const access = subnetOf.get(nodeId)
    if (access === undefined) continue
    const list = carried.get(access) ?? []
    list.push(subnet, tunnelOf(subnet))
    carried.set(access, list)
  }
  return carried
}

/**
 * Refuses devices that are carried by each other in a circle, such as a device with its access node's own subnet: the
 * original's walk over allowed IPs never ends on it.
 *
 * @throws DomainError `NETWORK_CYCLE`
 */
export function refuseCycle(carried: CarriedSubnets): void {
  const circle = findCycle(carried)
  if (!circle) return
  throw new DomainError(
    'NETWORK_CYCLE',
    `The subnet ${circle} of a device leads back to itself through its access node; give the device a free /24 of its own.`,
    { subnet: circle },
  )
}

/** An entry that leads back to itself, or null. */
export function findCycle(carried: CarriedSubnets): string | null {
  const done = new Set<string>()
  for (const start of carried.keys()) {
    const found = walk(start, carried, done)
    if (found) return found
  }
  return null
}

/** Depth first without recursion: chains may be as long as the network. */
function walk(start: string, carried: CarriedSubnets, done: Set<string>): string | null {
  const open = new Set<string>()
  const stack = [{ entry: start, next: 0 }]
  while (stack.length > 0) {
    const top = stack[stack.length - 1]!
    if (top.next === 0) open.add(top.entry)
    const child = carried.get(top.entry)?.[top.next]
    top.next += 1
    if (child === undefined) {
      open.delete(top.entry)
      done.add(top.entry)
      stack.pop()
    } else if (open.has(child)) return child
    else if (!done.has(child)) stack.push({ entry: child, next: 0 })
  }
  return null
}
