import type { PeerNetwork, PlannedNetwork } from '../model'

/**
 * A small stand-in for machines with WireGuard, written against WireGuard's own rules and knowing nothing of the
 * planner: cryptokey routing by longest prefix, the source check on arrival, handshakes only where an address can be
 * dialled. An allowed IP on two peers stays with the last. Tested against measurements with real WireGuard.
 */

type Family = 4 | 6

interface SimPeer {
  key: string
  allowed: readonly Route[]
  dial: Family | null
}
interface Route {
  network: number
  prefix: number
  key: string
}
interface Host {
  key: string
  /** addresses it answers on */
  isOwn: (address: number) => boolean
  source: number
  /** what it is pinged at */
  target: number
  families: ReadonlySet<Family>
  /** incoming handshakes get through */
  isPublic: boolean
  peers: ReadonlyMap<string, SimPeer>
  routes: readonly Route[]
}

export type Matrix = Record<string, Record<string, boolean>>

/** Who gets replies from whom. Names: node ids, `device:N`. */
export function simulate(input: PeerNetwork, planned: PlannedNetwork): Matrix {
  const hosts = new Map<string, Host>()
  for (const resource of planned.resources) hosts.set(resource.nodeId, nodeHost(resource))
  input.accessPoints.forEach((access, index) =>
    hosts.set(`device:${index}`, deviceHost(input, access)),
  )
  const byKey = new Map([...hosts.values()].map((host) => [host.key, host]))
  const matrix: Matrix = {}
  for (const [from, source] of hosts) {
    const row: Record<string, boolean> = {}
    for (const [to, target] of hosts)
      if (from !== to)
        row[to] =
          delivers(source, target, source.source, target.target, byKey) &&
          delivers(target, source, target.target, source.source, byKey)
    matrix[from] = row
  }
  return matrix
}

/** Whether a packet gets from one host to the other. */
export function delivers(
  from: Host,
  to: Host,
  source: number,
  target: number,
  byKey: ReadonlyMap<string, Host>,
): boolean {
  let here = from
  for (let hops = 0; hops < 64; hops += 1) {
    if (here.isOwn(target)) return here === to
    const key = lookUp(here.routes, target)
    const next = key === null ? undefined : byKey.get(key)
    if (!next || !canTalk(here, next)) return false
    if (lookUp(next.routes, source) !== here.key) return false
    here = next
  }
  return false
}

/** A session exists once either side can start a handshake with the other. */
function canTalk(a: Host, b: Host): boolean {
  return starts(a, b) || starts(b, a)
}

function starts(from: Host, to: Host): boolean {
  const peer = from.peers.get(to.key)
  if (!peer?.dial || !to.peers.has(from.key)) return false
  return to.isPublic && from.families.has(peer.dial) && to.families.has(peer.dial)
}

function lookUp(routes: readonly Route[], address: number): string | null {
  let best: Route | null = null
  for (const route of routes)
    if (inside(route, address) && (!best || route.prefix >= best.prefix)) best = route
  return best?.key ?? null
}

function nodeHost(resource: PlannedNetwork['resources'][number]): Host {
  const own = toRoute(resource.subnet, '')
  const tunnel = tunnelOf(own.network)
  const families = new Set<Family>(resource.endpoints.map((ip) => (ip.includes(':') ? 6 : 4)))
  const isPublic = families.size > 0
  const peers = resource.peers.map((peer): SimPeer => ({
    key: peer.publicKey,
    allowed: peer.allowedIps.map((allowed) => toRoute(allowed, peer.publicKey)),
    dial: peer.endpoint === '' ? null : peer.endpoint.startsWith('[') ? 6 : 4,
  }))
  return {
    key: resource.publicKey,
    isOwn: (address) => inside(own, address) || address === tunnel,
    source: own.network + 2,
    target: own.network + 2,
    families: isPublic ? families : new Set<Family>([4]),
    isPublic,
    peers: new Map(peers.map((peer) => [peer.key, peer])),
    routes: peers.flatMap(({ allowed }) => allowed),
  }
}

function deviceHost(input: PeerNetwork, access: PeerNetwork['accessPoints'][number]): Host {
  const node = input.resources.findLast(({ nodeId }) => nodeId === access.nodeId)
  const address = tunnelOf(toRoute(access.subnet, '').network)
  const dial: Family = access.ip4 ? 4 : 6
  const hasAddress = node?.endpoints.some((ip) => ip.includes(':') === (dial === 6)) ?? false
  const second = (toRoute(input.ipRange, '').network >>> 16) & 255
  const allowed = [input.ipRange, `100.64.${second}.0/24`].map((cidr) =>
    toRoute(cidr, node?.publicKey ?? ''),
  )
  const peer: SimPeer = { key: node?.publicKey ?? '', allowed, dial: hasAddress ? dial : null }
  return {
    key: access.publicKey,
    isOwn: (candidate) => candidate === address,
    source: address,
    target: address,
    families: new Set<Family>([4, 6]),
    isPublic: false,
    peers: new Map([[peer.key, peer]]),
    routes: allowed,
  }
}

function toRoute(cidr: string, key: string): Route {
  const [address = '', prefix = '32'] = cidr.split('/')
  const number = address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0)
  const size = 2 ** (32 - Number(prefix))
  return { network: number - (number % size), prefix: Number(prefix), key }
}

function inside({ network, prefix }: Route, address: number): boolean {
  return address >= network && address < network + 2 ** (32 - prefix)
}

function tunnelOf(network: number): number {
  const [second, third] = [Math.floor(network / 65536) % 256, Math.floor(network / 256) % 256]
  return ((100 * 256 + 64) * 256 + second) * 256 + third
}
