import { DomainError } from '@/lib/errors/domain-error'
import type { CarriedSubnets } from './carried-subnets'
import { firstOf, withPort } from './endpoints'
import type { Peer, PeerNetwork, PeerResource, PlannedNetwork } from './model'

/** What both modes plan from. */
export interface PlanContext {
  network: PeerNetwork
  tunnelOf: (subnet: string) => string
  carried: CarriedSubnets
}

/** A resource with what the rules ask of it, looked up once. */
interface Member {
  resource: PeerResource
  /** its first address of the family, with the port */
  ipv4: string | null
  ipv6: string | null
  hidden: boolean
}

/** What the whole network decides for every pair. */
interface Rules extends PlanContext {
  routerId: string | null
  /** node id → subnet */
  hiddenSubnets: ReadonlyMap<string, string>
  ipv6OnlySubnets: readonly string[]
}

/** Allowed IPs of one resource: far above what a /16 can fill. Devices that share subnets in a chain double the list with every link. */
const MAX_ALLOWED_IPS = 10_000
const NO_ROUTER_TEXT = 'Network has hidden nodes but no public IPv4 node exists'

/** Peers exactly as the original makes them, in list order, duplicate allowed IPs and useless endpoints included. */
export function compatPeers(
  context: PlanContext,
): Pick<PlannedNetwork, 'resources' | 'unreachable'> {
  const members = context.network.resources.map(toMember)
  const rules = toRules(context, members)
  const resources = members.map((member) => {
    const peers = [
      ...members.flatMap((other) => peerFor(member, other, rules) ?? []),
      ...devicePeers(context, member.resource.nodeId),
    ]
    refuseFlood(peers.reduce((sum, { allowedIps }) => sum + allowedIps.length, 0))
    return { ...member.resource, peers }
  })
  return { resources, unreachable: [] }
}

/** Peers for the devices that dial a node. */
function devicePeers({ network, tunnelOf }: PlanContext, nodeId: string): Peer[] {
  return network.accessPoints
    .filter((access) => access.nodeId === nodeId)
    .map(({ subnet, publicKey }) => ({
      subnet,
      publicKey,
      allowedIps: [subnet, tunnelOf(subnet)],
      endpoint: '',
    }))
}

function toMember(resource: PeerResource): Member {
  const { endpoints, listenPort } = resource
  const dial = (family: 'ipv4' | 'ipv6') => {
    const address = firstOf(endpoints, family)
    return address === null ? null : withPort(address, listenPort)
  }
  return {
    resource,
    ipv4: dial('ipv4'),
    ipv6: dial('ipv6'),
    hidden: endpoints.length === 0,
  }
}

function toRules(context: PlanContext, members: readonly Member[]): Rules {
  const last = [...new Map(members.map((member) => [member.resource.nodeId, member])).values()]
  const router = members.find(({ ipv4 }) => ipv4 !== null)
  const hasHidden = members.some(({ hidden }) => hidden)
  if (hasHidden && !router)
    throw new DomainError(
      'NO_ROUTER',
      'The network has hidden nodes but no node with a public IPv4 address to reach them through; add one.',
      { original: NO_ROUTER_TEXT },
    )
  const subnetOf = ({ resource }: Member) => resource.subnet
  return {
    ...context,
    routerId: hasHidden && router ? router.resource.nodeId : null,
    hiddenSubnets: new Map(
      last
        .filter(({ hidden }) => hidden)
        .map((member) => [member.resource.nodeId, subnetOf(member)]),
    ),
    ipv6OnlySubnets: last.filter(({ hidden, ipv4 }) => !hidden && ipv4 === null).map(subnetOf),
  }
}

function peerFor(own: Member, other: Member, rules: Rules): Peer | null {
  const { nodeId, subnet, publicKey } = other.resource
  if (nodeId === own.resource.nodeId) return null
  const endpoint = dialled(own, other)
  if (endpoint === null) return null
  const allowedIps = [subnet, rules.tunnelOf(subnet)]
  if (nodeId === rules.routerId)
    for (const carried of routedThrough(own, rules))
      allowedIps.push(carried, rules.tunnelOf(carried))
  appendCarried(allowedIps, rules.carried)
  return { subnet, publicKey, allowedIps, endpoint }
}

/** Endpoint at which `own` dials `other`; empty: it waits to be dialled; null: no peer. */
function dialled(own: Member, other: Member): string | null {
  if (own.hidden) return other.ipv4
  if (other.hidden) return own.ipv4 === null ? null : ''
  return other.ipv6 ?? other.ipv4
}

/** Subnets that `own` reaches through the router. */
function routedThrough(own: Member, rules: Rules): string[] {
  const hidden = [...rules.hiddenSubnets].filter(([nodeId]) => nodeId !== own.resource.nodeId)
  const subnets = hidden.map(([, subnet]) => subnet)
  return own.hidden ? [...subnets, ...rules.ipv6OnlySubnets] : subnets
}

/** Walks the list while it grows, as the original does, so that a device behind a device's subnet counts too. */
function appendCarried(allowedIps: string[], carried: CarriedSubnets): void {
  if (carried.size === 0) return
  for (let index = 0; index < allowedIps.length; index += 1) {
    const more = carried.get(allowedIps[index]!)
    if (more) allowedIps.push(...more)
    refuseFlood(allowedIps.length)
  }
}

function refuseFlood(allowedIps: number): void {
  if (allowedIps > MAX_ALLOWED_IPS)
    throw new DomainError(
      'SUBNET_DUPLICATE',
      'Subnets of devices stand behind each other so often that the allowed IPs never end; give each device its own /24.',
    )
}
