import type { EndpointClass } from './endpoints'
import type { PeerAccessPoint, UnreachablePair } from './model'
import type { Member, Via } from './safe-routing'

/** An access point with the resource it dials; null in place of one that cannot dial. */
export interface Device {
  access: PeerAccessPoint
  owner: Member
}

/** What the reasons are found from. */
export interface Reach {
  members: readonly Member[]
  via: Via
  accessPoints: readonly PeerAccessPoint[]
  /** in the order of the access points */
  devices: readonly (Device | null)[]
}

/** Every pair that cannot reach each other, once: nodes first, then each device with what stands before it. */
export function unreachablePairs(reach: Reach): UnreachablePair[] {
  return [...nodePairs(reach), ...devicePairs(reach)]
}

function nodePairs({ members, via }: Reach): UnreachablePair[] {
  const pairs: UnreachablePair[] = []
  members.forEach((from, index) => {
    for (let other = index + 1; other < members.length; other += 1) {
      const to = members[other]!
      if (via(from, to)) continue
      pairs.push({
        from: from.resource.nodeId,
        to: to.resource.nodeId,
        reason: reasonFor(from, to),
      })
    }
  })
  return pairs
}

function devicePairs({ members, via, accessPoints, devices }: Reach): UnreachablePair[] {
  const pairs: UnreachablePair[] = []
  accessPoints.forEach((access, index) => {
    const device = devices[index] ?? null
    const own = device ? null : deviceReason(access, members)
    const add = (from: string, reason: string | null) => {
      if (reason !== null) pairs.push({ from, to: `device:${index}`, reason })
    }
    for (const member of members)
      add(member.resource.nodeId, own ?? betweenNodes(member, device?.owner, via))
    accessPoints.slice(0, index).forEach((earlier, position) => {
      const other = devices[position]?.owner
      const reason = other
        ? betweenNodes(other, device?.owner, via)
        : deviceReason(earlier, members)
      add(`device:${position}`, own ?? reason)
    })
  })
  return pairs
}

/** Why a device's access node and another member do not meet; null when they do. */
function betweenNodes(member: Member, owner: Member | undefined, via: Via): string | null {
  if (!owner || member === owner || via(member, owner)) return null
  return reasonFor(member, owner)
}

function deviceReason(access: PeerAccessPoint, members: readonly Member[]): string {
  const owner = members.findLast(({ resource }) => resource.nodeId === access.nodeId)
  if (!owner)
    return 'The device dials a node that is not in the network; choose another access node.'
  if (owner.kind === 'hidden')
    return 'The device dials a hidden node, which cannot be dialled; choose an access node with a public address.'
  const family = access.ip4 ? 'IPv4' : 'IPv6'
  return `The device dials over ${family}, but its access node has no public ${family} address; switch the family or the node.`
}

const CLASS_WORDS: Readonly<Record<EndpointClass, string>> = {
  dual: 'has both families',
  ipv4: 'has only IPv4',
  ipv6: 'has only IPv6',
  hidden: 'is hidden',
}

function reasonFor(a: Member, b: Member): string {
  if (a.resource.nodeId === b.resource.nodeId)
    return 'Both are resources of one node, which a network can hold only once; remove one.'
  if (a.kind === 'hidden' && b.kind === 'hidden')
    return 'Both are hidden, and no node with a public IPv4 address can carry traffic between them; add one.'
  return `One ${CLASS_WORDS[a.kind]}, the other ${CLASS_WORDS[b.kind]}, and no node with both families can carry traffic between them; add one.`
}
