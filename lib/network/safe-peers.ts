import { DomainError } from '@/lib/errors/domain-error'
import { overlaps, readIpv4Cidr } from './cidr'
import type { PlanContext } from './compat-peers'
import { endpointClass, firstOf, withPort } from './endpoints'
import type { EndpointClass } from './endpoints'
import type { Peer, PeerAccessPoint, PeerResource, PlannedNetwork, UnreachablePair } from './model'

type Family = 'ipv4' | 'ipv6'

/** A resource with the families it can dial and be dialled on. */
interface Member {
  index: number
  resource: PeerResource
  kind: EndpointClass
}

/** Families a class can be dialled on. */
const LISTENS: Readonly<Record<EndpointClass, readonly Family[]>> = {
  dual: ['ipv6', 'ipv4'],
  ipv4: ['ipv4'],
  ipv6: ['ipv6'],
  hidden: [],
}
/** Families a class can dial. A hidden node sits behind a NAT: outgoing IPv4 only. */
const DIALS: Readonly<Record<EndpointClass, readonly Family[]>> = { ...LISTENS, hidden: ['ipv4'] }

/** A device that works, with the resource it dials. */
interface Device {
  access: PeerAccessPoint
  owner: Member
}

/**
 * WireGuard-sound peers. A pair has a tunnel when one side can dial the other. Any other pair goes through one router
 * that both have a tunnel with, the same in both directions, so that each side's source check accepts the other's
 * packets. Devices follow their access node. Within one resource no allowed IP stands twice.
 *
 * @throws DomainError `INVALID_CIDR`, `SUBNET_DUPLICATE`, `SUBNET_OVERLAP`
 */
export function safePeers(context: PlanContext): Pick<PlannedNetwork, 'resources' | 'unreachable'> {
  refuseAmbiguity(context)
  const members = context.network.resources.map((resource, index) => ({
    index,
    resource,
    kind: endpointClass(resource.endpoints),
  }))
  const via = routing(members, context.network.routers ?? [])
  const devices = context.network.accessPoints.map((access) => workingDevice(access, members))
  return {
    resources: members.map((member) => ({
      ...member.resource,
      peers: peersOf(member, members, via, devices, context),
    })),
    unreachable: [
      ...unreachableNodes(members, via),
      ...unreachableDevices(members, via, devices, context.network.accessPoints),
    ],
  }
}

/** Peer through which a member reaches another: the other itself, a router, or nobody. */
type Via = (from: Member, to: Member) => Member | null

/** Address a member can dial another at, by the original's preference: IPv6 first; null when it cannot. */
function dialAddress(from: Member, to: Member): string | null {
  const family = LISTENS[to.kind].find((candidate) => DIALS[from.kind].includes(candidate))
  return family ? firstOf(to.resource.endpoints, family) : null
}

function canDial(from: EndpointClass, to: EndpointClass): boolean {
  return LISTENS[to].some((family) => DIALS[from].includes(family))
}

/** Classes a class can have a tunnel with: worked out once, because every pair asks. */
const CLASSES = ['dual', 'ipv4', 'ipv6', 'hidden'] as const
const TUNNELS: Readonly<Record<EndpointClass, ReadonlySet<EndpointClass>>> = {
  dual: partnersOf('dual'),
  ipv4: partnersOf('ipv4'),
  ipv6: partnersOf('ipv6'),
  hidden: partnersOf('hidden'),
}

function partnersOf(kind: EndpointClass): ReadonlySet<EndpointClass> {
  return new Set(CLASSES.filter((other) => canDial(kind, other) || canDial(other, kind)))
}

/** Two resources of one node never peer. */
function hasTunnel(a: Member, b: Member): boolean {
  return TUNNELS[a.kind].has(b.kind) && a.resource.nodeId !== b.resource.nodeId
}

function routing(members: readonly Member[], routers: readonly string[]): Via {
  const byPreference = inOrderOfPreference(members, routers)
  // Which routers fit a pair depends on its two classes alone, so that is worked out once per pair of classes.
  const known = new Map<string, readonly Member[]>()
  const routersFor = (a: EndpointClass, b: EndpointClass) => {
    const key = a < b ? `${a} ${b}` : `${b} ${a}`
    const fitting =
      known.get(key) ??
      byPreference.filter(({ kind }) => TUNNELS[kind].has(a) && TUNNELS[kind].has(b))
    known.set(key, fitting)
    return fitting
  }
  return (from, to) => {
    if (hasTunnel(from, to)) return to
    if (from.resource.nodeId === to.resource.nodeId) return null
    const found = routersFor(from.kind, to.kind).find(
      (router) => hasTunnel(router, from) && hasTunnel(router, to),
    )
    return found ?? null
  }
}

/** The user's routers in their order, then dual-stack nodes, then all others; each group by lowest subnet. */
function inOrderOfPreference(members: readonly Member[], routers: readonly string[]): Member[] {
  const rank = ({ resource, kind }: Member) => {
    const chosen = routers.indexOf(resource.nodeId)
    if (chosen >= 0) return chosen
    return kind === 'dual' ? routers.length : routers.length + 1
  }
  const bySubnet = ({ resource }: Member) => readIpv4Cidr(resource.subnet)?.network ?? 0
  return [...members].sort((a, b) => rank(a) - rank(b) || bySubnet(a) - bySubnet(b))
}

function peersOf(
  own: Member,
  members: readonly Member[],
  via: Via,
  devices: readonly (Device | null)[],
  { tunnelOf }: PlanContext,
): Peer[] {
  const carried = new Map<Member, string[]>()
  const nextHops = members.map((other) => (other === own ? null : via(own, other)))
  const add = (hop: Member, subnet: string) => {
    const list = carried.get(hop) ?? []
    list.push(subnet, tunnelOf(subnet))
    carried.set(hop, list)
  }
  // First the peers' own subnets, then what is reached through them, then the devices.
  members.forEach((other, index) => nextHops[index] === other && add(other, other.resource.subnet))
  members.forEach((other, index) => {
    const hop = nextHops[index]
    if (hop && hop !== other) add(hop, other.resource.subnet)
  })
  for (const device of devices) {
    const hop = device && nextHops[device.owner.index]
    if (hop) add(hop, device.access.subnet)
  }
  const nodePeers = members.flatMap((other) => {
    const allowedIps = carried.get(other)
    return allowedIps ? [nodePeer(own, other, allowedIps)] : []
  })
  const ownDevices = devices.flatMap((device) => (device?.owner === own ? [device.access] : []))
  return [...nodePeers, ...ownDevices.map((access) => devicePeer(access, tunnelOf))]
}

function nodePeer(own: Member, other: Member, allowedIps: readonly string[]): Peer {
  const { subnet, publicKey, listenPort } = other.resource
  const address = dialAddress(own, other)
  return {
    subnet,
    publicKey,
    allowedIps,
    endpoint: address === null ? '' : withPort(address, listenPort),
  }
}

function devicePeer(
  { subnet, publicKey }: PeerAccessPoint,
  tunnelOf: (subnet: string) => string,
): Peer {
  return { subnet, publicKey, allowedIps: [subnet, tunnelOf(subnet)], endpoint: '' }
}

/** The device with its access node, or null when it has no address to dial. */
function workingDevice(access: PeerAccessPoint, members: readonly Member[]): Device | null {
  const owner = members.findLast(({ resource }) => resource.nodeId === access.nodeId)
  const family = access.ip4 ? 'ipv4' : 'ipv6'
  return owner && LISTENS[owner.kind].includes(family) ? { access, owner } : null
}

function unreachableNodes(members: readonly Member[], via: Via): UnreachablePair[] {
  const pairs: UnreachablePair[] = []
  members.forEach((from, index) => {
    for (const to of members.slice(index + 1))
      if (!via(from, to))
        pairs.push({
          from: from.resource.nodeId,
          to: to.resource.nodeId,
          reason: reasonFor(from, to),
        })
  })
  return pairs
}

function unreachableDevices(
  members: readonly Member[],
  via: Via,
  devices: readonly (Device | null)[],
  accessPoints: readonly PeerAccessPoint[],
): UnreachablePair[] {
  const pairs: UnreachablePair[] = []
  accessPoints.forEach((access, index) => {
    const device = devices[index] ?? null
    const to = `device:${index}`
    const own = device ? null : deviceReason(access, members)
    for (const member of members) {
      const reason = own ?? betweenNodes(member, device?.owner, via)
      if (reason) pairs.push({ from: member.resource.nodeId, to, reason })
    }
    accessPoints.slice(0, index).forEach((earlier, position) => {
      const other = devices[position] ?? null
      const reason =
        own ??
        (other ? betweenNodes(other.owner, device?.owner, via) : deviceReason(earlier, members))
      if (reason) pairs.push({ from: `device:${position}`, to, reason })
    })
  })
  return pairs
}

/** Why a working device's access node and another member do not meet; null when they do. */
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

/** Subnets that overlap, or share a tunnel address, cannot be told apart by WireGuard. */
function refuseAmbiguity({ network, tunnelOf }: PlanContext): void {
  const seen = new Map<string, string>()
  const cidrs = [...network.resources, ...network.accessPoints].map(({ subnet }) => {
    const cidr = readIpv4Cidr(subnet)
    if (cidr) return cidr
    throw new DomainError(
      'INVALID_CIDR',
      `The subnet ${JSON.stringify(subnet.slice(0, 60))} is no IPv4 CIDR; write one such as 10.42.1.0/24.`,
    )
  })
  for (const { text } of cidrs) {
    const tunnel = tunnelOf(text)
    const other = seen.get(tunnel)
    if (other !== undefined) throw ambiguous(other, text, tunnel)
    seen.set(tunnel, text)
  }
  const sorted = [...cidrs].sort((a, b) => a.network - b.network || a.prefix - b.prefix)
  sorted.slice(1).forEach((cidr, index) => {
    const before = sorted[index]
    if (before && overlaps(before, cidr)) throw ambiguous(before.text, cidr.text, null)
  })
}

function ambiguous(first: string, second: string, tunnel: string | null): DomainError {
  if (first === second)
    return new DomainError(
      'SUBNET_DUPLICATE',
      `The subnet ${first} stands twice; give each node and device its own /24.`,
      { subnet: first },
    )
  const share = tunnel === null ? 'overlap' : `share the tunnel address ${tunnel}`
  return new DomainError(
    'SUBNET_OVERLAP',
    `The subnets ${first} and ${second} ${share}; use different /24s.`,
    { subnets: [first, second] },
  )
}
