import { originalTunnelAddress, originalTunnelRange } from '@/lib/wireguard/tunnel-address'
import { readIpv4Cidr } from './cidr'
import type { Ipv4Cidr } from './cidr'
import { firstOf, withPort } from './endpoints'
import type { Peer, PeerAccessPoint, PlannedResource } from './model'
import { deviceName, familiesOf } from './trace-conditions'
import type { Family, TracedNetwork } from './trace-conditions'
import { cidrReader, holds, hostCidr, routeTable } from './trace-routes'
import type { CidrReader, RouteTable } from './trace-routes'

/** A node or a device as WireGuard on it sees the world. */
export interface Machine {
  /** place among the machines: nodes in list order, then devices */
  index: number
  /** node id or `device:N` */
  name: string
  kind: 'node' | 'device'
  publicKey: string
  /** what it sends from and is pinged at: .2 of a node's subnet, the tunnel address of a device */
  address: number
  /** what is delivered on it */
  own: readonly Ipv4Cidr[]
  /** addresses without port on which it can be dialled */
  endpoints: readonly string[]
  listenPort: number
  /** families it has, outgoing included */
  families: readonly Family[]
  /** by public key */
  peers: () => ReadonlyMap<string, Peer>
  routes: () => RouteTable
}

/** The machines of a network and how to find them. */
export interface Machines {
  all: readonly Machine[]
  byName: ReadonlyMap<string, Machine>
  byKey: ReadonlyMap<string, Machine>
}

/**
 * Reads the machines out of a planned network. Of two resources of one node the last counts, as on the node itself.
 *
 * @throws DomainError `INVALID_CIDR` when a subnet is none, or the range is none and a device needs it
 */
export function machinesOf(network: TracedNetwork): Machines {
  const resources = [
    ...new Map(network.resources.map((resource) => [resource.nodeId, resource])).values(),
  ]
  const read = cidrReader()
  const nodes = resources.map((resource, index) => nodeMachine(resource, index, read))
  const devices = network.accessPoints.map((access, index) =>
    deviceMachine(access, index, { network, firstIndex: nodes.length, read }),
  )
  const all = [...nodes, ...devices]
  return {
    all,
    byName: new Map(all.map((machine) => [machine.name, machine])),
    byKey: new Map(all.map((machine) => [machine.publicKey, machine])),
  }
}

/** The machine that has an address, by the longest prefix; null when nobody has it. */
export function ownerOf({ all }: Machines, address: number): Machine | null {
  const claims = all.flatMap((machine) =>
    machine.own.filter((cidr) => holds(cidr, address)).map(({ prefix }) => ({ prefix, machine })),
  )
  return claims.sort((a, b) => b.prefix - a.prefix)[0]?.machine ?? null
}

function nodeMachine(resource: PlannedResource, index: number, read: CidrReader): Machine {
  const { nodeId, publicKey, endpoints, listenPort } = resource
  const subnet = readIpv4Cidr(resource.subnet)
  const tunnel = tunnelCidr(resource.subnet)
  return {
    index,
    name: nodeId,
    kind: 'node',
    publicKey,
    address: subnet ? (subnet.network + 2) >>> 0 : tunnel.address,
    own: subnet ? [subnet, tunnel] : [tunnel],
    endpoints,
    listenPort,
    families: familiesOf(endpoints),
    ...tablesOf(publicKey, read, () => resource.peers),
  }
}

/** A device as its wg.conf makes it: one address, one peer, the whole network behind that. */
function deviceMachine(
  access: PeerAccessPoint,
  position: number,
  { network, firstIndex, read }: { network: TracedNetwork; firstIndex: number; read: CidrReader },
): Machine {
  const tunnel = tunnelCidr(access.subnet)
  return {
    index: firstIndex + position,
    name: deviceName(position),
    kind: 'device',
    publicKey: access.publicKey,
    address: tunnel.address,
    own: [tunnel],
    endpoints: [],
    listenPort: 0,
    families: ['ipv4', 'ipv6'],
    ...tablesOf(access.publicKey, read, () => [accessPeer(access, network)]),
  }
}

function accessPeer(access: PeerAccessPoint, { ipRange, resources }: TracedNetwork): Peer {
  const node = resources.findLast(({ nodeId }) => nodeId === access.nodeId)
  const address = node ? firstOf(node.endpoints, access.ip4 ? 'ipv4' : 'ipv6') : null
  return {
    subnet: node?.subnet ?? '',
    publicKey: node?.publicKey ?? '',
    allowedIps: [ipRange, originalTunnelRange(ipRange)],
    endpoint: node && address !== null ? withPort(address, node.listenPort) : '',
  }
}

/** Made when first asked for: one packet touches few machines. WireGuard ignores a peer with its own key. */
function tablesOf(
  publicKey: string,
  read: CidrReader,
  list: () => readonly Peer[],
): Pick<Machine, 'peers' | 'routes'> {
  const peers = once(
    () =>
      new Map(
        list()
          .filter((peer) => peer.publicKey !== publicKey)
          .map((peer) => [peer.publicKey, peer]),
      ),
  )
  return { peers, routes: once(() => routeTable([...peers().values()], read)) }
}

function tunnelCidr(subnet: string): Ipv4Cidr {
  return hostCidr(readIpv4Cidr(originalTunnelAddress(subnet))?.address ?? 0)
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null
  return () => (made ??= { value: make() }).value
}
