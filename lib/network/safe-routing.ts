import { readIpv4Cidr } from './cidr'
import { endpointClass, firstOf, withPort } from './endpoints'
import type { EndpointClass } from './endpoints'
import type { PeerNetwork, PeerResource } from './model'

type Family = 'ipv4' | 'ipv6'

/** A resource with what the safe rules ask of it, worked out once because every pair asks. */
export interface Member {
  /** place in the list of resources */
  index: number
  resource: PeerResource
  kind: EndpointClass
  /** its addresses with the port */
  dials: Readonly<Record<Family, string>>
}

/** Peer through which a member reaches another: the other itself, a router, or nobody. */
export type Via = (from: Member, to: Member) => Member | null

const CLASSES = ['dual', 'ipv4', 'ipv6', 'hidden'] as const
/** Families a class can be dialled on, the preferred first, as in the original. */
const LISTENS: Readonly<Record<EndpointClass, readonly Family[]>> = {
  dual: ['ipv6', 'ipv4'],
  ipv4: ['ipv4'],
  ipv6: ['ipv6'],
  hidden: [],
}
/** Families a class can dial. A hidden node sits behind a NAT: outgoing IPv4 only. */
const CALLS: Readonly<Record<EndpointClass, readonly Family[]>> = { ...LISTENS, hidden: ['ipv4'] }

type ByClass<Value> = Readonly<Record<EndpointClass, Value>>
const byClass = <Value>(make: (kind: EndpointClass) => Value): ByClass<Value> => ({
  dual: make('dual'),
  ipv4: make('ipv4'),
  ipv6: make('ipv6'),
  hidden: make('hidden'),
})
/** Family in which the first class dials the second; null when it cannot. */
const DIAL_FAMILY = byClass((from) =>
  byClass((to) => LISTENS[to].find((family) => CALLS[from].includes(family)) ?? null),
)
const TUNNEL = byClass((a) =>
  byClass((b) => DIAL_FAMILY[a][b] !== null || DIAL_FAMILY[b][a] !== null),
)

/** Members in list order. */
export function membersOf({ resources }: PeerNetwork): Member[] {
  return resources.map((resource, index) => {
    const dial = (family: Family) => {
      const address = firstOf(resource.endpoints, family)
      return address === null ? '' : withPort(address, resource.listenPort)
    }
    const dials = { ipv4: dial('ipv4'), ipv6: dial('ipv6') }
    return { index, resource, kind: endpointClass(resource.endpoints), dials }
  })
}

/** Whether a device can dial the member over a family. */
export function listensOn({ kind }: Member, family: Family): boolean {
  return LISTENS[kind].includes(family)
}

/** Endpoint that a member has for another; empty when it waits to be dialled. */
export function endpointFor(from: Member, to: Member): string {
  const family = DIAL_FAMILY[from.kind][to.kind]
  return family === null ? '' : to.dials[family]
}

/** Two resources of one node never peer. */
function hasTunnel(a: Member, b: Member): boolean {
  return TUNNEL[a.kind][b.kind] && a.resource.nodeId !== b.resource.nodeId
}

/**
 * The rule that says through whom each pair goes, the same in both directions. Without a tunnel of its own, a pair
 * takes the first router that has one with both: the user's in their order, else a dual-stack node, else any other,
 * each by lowest subnet.
 */
export function routing(members: readonly Member[], routers: readonly string[]): Via {
  const byPreference = inOrderOfPreference(members, routers)
  // Which routers fit depends on the two classes alone.
  const fitting = new Map<string, readonly Member[]>(
    CLASSES.flatMap((a) =>
      CLASSES.map((b) => [
        `${a} ${b}`,
        byPreference.filter(({ kind }) => TUNNEL[kind][a] && TUNNEL[kind][b]),
      ]),
    ),
  )
  return (from, to) => {
    if (hasTunnel(from, to)) return to
    if (from.resource.nodeId === to.resource.nodeId) return null
    const candidates = fitting.get(`${from.kind} ${to.kind}`) ?? []
    return candidates.find((router) => hasTunnel(router, from) && hasTunnel(router, to)) ?? null
  }
}

function inOrderOfPreference(members: readonly Member[], routers: readonly string[]): Member[] {
  const rank = ({ resource, kind }: Member) => {
    const chosen = routers.indexOf(resource.nodeId)
    if (chosen >= 0) return chosen
    return kind === 'dual' ? routers.length : routers.length + 1
  }
  const bySubnet = ({ resource }: Member) => readIpv4Cidr(resource.subnet)?.network ?? 0
  return [...members].sort((a, b) => rank(a) - rank(b) || bySubnet(a) - bySubnet(b))
}
