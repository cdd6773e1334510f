import { DomainError } from '@/lib/errors/domain-error'
import { overlaps, readIpv4Cidr } from './cidr'
import type { Ipv4Cidr } from './cidr'
import type { PlanContext } from './compat-peers'
import type { Peer, PeerAccessPoint, PlannedNetwork } from './model'
import { endpointFor, listensOn, membersOf, routing } from './safe-routing'
import type { Member, Via } from './safe-routing'
import { unreachablePairs } from './safe-unreachable'
import type { Device } from './safe-unreachable'

/**
 * WireGuard-sound peers. A pair has a tunnel when one side can dial the other. Any other pair goes through one router
 * that both have a tunnel with, the same in both directions, so that each side's source check accepts the other's
 * packets. Devices follow their access node. Within one resource no allowed IP stands twice.
 *
 * @throws DomainError `INVALID_CIDR`, `SUBNET_DUPLICATE`, `SUBNET_OVERLAP`
 */
export function safePeers(context: PlanContext): Pick<PlannedNetwork, 'resources' | 'unreachable'> {
  refuseAmbiguity(context)
  const { accessPoints, routers = [] } = context.network
  const members = membersOf(context.network)
  const via = routing(members, routers)
  const devices = accessPoints.map((access) => workingDevice(access, members))
  return {
    resources: members.map((member) => ({
      ...member.resource,
      peers: [
        ...nodePeers(member, { members, via, devices, context }),
        ...devices.flatMap((device) =>
          device?.owner === member ? [devicePeer(device.access, context)] : [],
        ),
      ],
    })),
    unreachable: unreachablePairs({ members, via, accessPoints, devices }),
  }
}

interface Plan {
  members: readonly Member[]
  via: Via
  devices: readonly (Device | null)[]
  context: PlanContext
}

/** Peers for the resources a member has a tunnel with: their own subnet, what they route, then the devices behind. */
function nodePeers(own: Member, { members, via, devices, context }: Plan): Peer[] {
  const { tunnelOf } = context
  const hops = members.map((other) => (other === own ? null : via(own, other)))
  const allowed = members.map(({ resource: { subnet } }, index) =>
    hops[index]?.index === index ? [subnet, tunnelOf(subnet)] : null,
  )
  const carry = (hop: Member | null | undefined, subnet: string) => {
    if (hop) allowed[hop.index]?.push(subnet, tunnelOf(subnet))
  }
  members.forEach(({ resource }, index) => {
    if (hops[index]?.index !== index) carry(hops[index], resource.subnet)
  })
  for (const device of devices) if (device) carry(hops[device.owner.index], device.access.subnet)
  return members.flatMap((other, index) => {
    const allowedIps = allowed[index]
    if (!allowedIps) return []
    const { subnet, publicKey } = other.resource
    return [{ subnet, publicKey, allowedIps, endpoint: endpointFor(own, other) }]
  })
}

function devicePeer({ subnet, publicKey }: PeerAccessPoint, { tunnelOf }: PlanContext): Peer {
  return { subnet, publicKey, allowedIps: [subnet, tunnelOf(subnet)], endpoint: '' }
}

/** The device with its access node, or null when it has no address to dial. */
function workingDevice(access: PeerAccessPoint, members: readonly Member[]): Device | null {
  const owner = members.findLast(({ resource }) => resource.nodeId === access.nodeId)
  return owner && listensOn(owner, access.ip4 ? 'ipv4' : 'ipv6') ? { access, owner } : null
}

/** Subnets that overlap, or share a tunnel address, cannot be told apart by WireGuard. */
function refuseAmbiguity({ network, tunnelOf }: PlanContext): void {
  const cidrs = [...network.resources, ...network.accessPoints].map(({ subnet }) =>
    readSubnet(subnet),
  )
  const seen = new Map<string, string>()
  for (const { text } of cidrs) {
    const tunnel = tunnelOf(text)
    const other = seen.get(tunnel)
    if (other !== undefined) throw ambiguous(other, text, tunnel)
    seen.set(tunnel, text)
  }
  // Sorted by start, CIDRs overlap only if neighbours do.
  const sorted = [...cidrs].sort((a, b) => a.network - b.network || a.prefix - b.prefix)
  sorted.slice(1).forEach((cidr, index) => {
    const before = sorted[index]
    if (before && overlaps(before, cidr)) throw ambiguous(before.text, cidr.text, null)
  })
}

function readSubnet(subnet: string): Ipv4Cidr {
  const cidr = readIpv4Cidr(subnet)
  if (cidr) return cidr
  throw new DomainError(
    'INVALID_CIDR',
    `The subnet ${JSON.stringify(subnet.slice(0, 60))} is no IPv4 CIDR; write one such as 10.42.1.0/24.`,
  )
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
