import type { WireGuardKeyPair } from '@/lib/crypto/wireguard-keys'
import { DomainError } from '@/lib/errors/domain-error'
import { readIpv4Cidr } from '@/lib/network/cidr'
import { firstOf } from '@/lib/network/endpoints'
import type { PeerAccessPoint, PeerMode, PeerNetwork, PlannedResource } from '@/lib/network/model'
import { planTraced } from '@/lib/network/trace'
import { deviceName } from '@/lib/network/trace-conditions'
import type { TracedNetwork } from '@/lib/network/trace-conditions'
import { buildWgQuick } from '@/lib/wireguard/wg-quick'
import { addressIn, resourceNames } from '../resource'
import { tunnelHost } from '../routes'
import { addressBook } from './addresses'
import type { AddressBook } from './addresses'
import type { DevicePlan, HostPlan, MachinePlan, NodePlan, WorldPlan } from './model'

export interface WorldOptions {
  /** four letters, unique among the worlds of one place */
  tag: string
  /** makes one throwaway key pair */
  newKeys: () => WireGuardKeyPair
}

const NAT_INSIDE = '192.168.77.1'
const NAT_HOST = '192.168.77.2'
/** Documentation address (RFC 5737), only ever written into a line that is taken out again. */
const PLACEHOLDER = { ipv4: '192.0.2.1', ipv6: '2001:db8::1' }

/**
 * Decides a whole world for a network: namespaces, addresses, keys, peers. Keys in the network are replaced, so that
 * nothing secret of the real one is needed. Of two resources of one node the last counts, as on the node.
 *
 * @throws DomainError those of planPeers, `INVALID_CIDR`, `PROOF_IMPOSSIBLE`
 */
export function planWorld(
  network: PeerNetwork,
  mode: PeerMode,
  { tag, newKeys }: WorldOptions,
): WorldPlan {
  if (!/^[a-z]{4}$/.test(tag))
    throw new DomainError('NAME_INVALID', 'A world is named by four letters.')
  const nodeKeys = network.resources.map(newKeys)
  const deviceKeys = network.accessPoints.map(newKeys)
  const traced = planTraced(withKeys(network, nodeKeys, deviceKeys), mode)
  const book = addressBook(network)
  const privateKeys = new Map(
    [...nodeKeys, ...deviceKeys].map((keys) => [keys.publicKey, keys.privateKey]),
  )
  const nodes = lastOfEach(traced.resources).map((resource, index) =>
    planNode(resource, {
      id: `${tag}${index}`,
      book,
      privateKey: privateKeys.get(resource.publicKey) ?? '',
    }),
  )
  const devices = traced.accessPoints.map((access, index) =>
    planDevice(access, {
      index,
      id: `${tag}${nodes.length + index}`,
      book,
      traced,
      privateKey: privateKeys.get(access.publicKey) ?? '',
    }),
  )
  return {
    tag,
    internet: `i-${tag}`,
    nodes: nodes.map(({ plan }) => plan),
    devices: devices.map(({ plan }) => plan),
    machines: [...nodes.map(nodeMachine), ...devices.map(deviceMachine)],
    traced,
  }
}

interface PlannedNode {
  plan: NodePlan
  publicKey: string
}
interface PlannedDevice {
  plan: DevicePlan
  publicKey: string
  address: string
}

function withKeys(
  network: PeerNetwork,
  nodeKeys: readonly WireGuardKeyPair[],
  deviceKeys: readonly WireGuardKeyPair[],
): PeerNetwork {
  const keyOf = (keys: readonly WireGuardKeyPair[], index: number) => keys[index]?.publicKey ?? ''
  return {
    ...network,
    resources: network.resources.map((resource, index) => ({
      ...resource,
      publicKey: keyOf(nodeKeys, index),
    })),
    accessPoints: network.accessPoints.map((access, index) => ({
      ...access,
      publicKey: keyOf(deviceKeys, index),
    })),
  }
}

function lastOfEach(resources: readonly PlannedResource[]): PlannedResource[] {
  return [...new Map(resources.map((resource) => [resource.nodeId, resource])).values()]
}

function planNode(
  resource: PlannedResource,
  { id, book, privateKey }: { id: string; book: AddressBook; privateKey: string },
): PlannedNode {
  const { nodeId, listenPort, publicKey, peers } = resource
  const subnet = readSubnet(resource.subnet)
  const host = planHost(id, book, resource.endpoints)
  const prefix = subnet.split('/')[1] ?? '24'
  return {
    publicKey,
    plan: {
      nodeId,
      host,
      resource: { id, subnet, birth: host.namespace, privateKey, listenPort },
      peers,
      vm: {
        namespace: `v-${id}`,
        address: `${addressIn(subnet, 2)}/${prefix}`,
        gateway: addressIn(subnet, 1),
      },
    },
  }
}

function planHost(id: string, book: AddressBook, endpoints: readonly string[]): HostPlan {
  const namespace = `h-${id}`
  const addresses = book.endpointsOf(endpoints)
  if (addresses.length > 0) return { namespace, addresses, nat: null }
  const nat = { namespace: `x-${id}`, address: book.nextIpv4(), inside: NAT_INSIDE, host: NAT_HOST }
  return { namespace, addresses: [], nat }
}

function planDevice(
  access: PeerAccessPoint,
  {
    index,
    id,
    book,
    traced,
    privateKey,
  }: {
    index: number
    id: string
    book: AddressBook
    traced: TracedNetwork
    privateKey: string
  },
): PlannedDevice {
  const node = traced.resources.findLast(({ nodeId }) => nodeId === access.nodeId)
  return {
    publicKey: access.publicKey,
    address: tunnelHost(access.subnet),
    plan: {
      name: deviceName(index),
      namespace: `d-${id}`,
      addresses: [book.nextIpv4(), book.nextIpv6()],
      wireguard: `w-${id}`,
      config: deviceConfig(traced.ipRange, { access, node, privateKey }),
    },
  }
}

/** A bridge needs room for its own address and a VM's. */
function readSubnet(subnet: string): string {
  const cidr = readIpv4Cidr(subnet)
  if (cidr && cidr.prefix <= 29) return subnet
  throw new DomainError(
    'INVALID_CIDR',
    `The subnet ${JSON.stringify(subnet.slice(0, 60))} cannot be built; use an IPv4 /24.`,
  )
}

/**
 * The very text that the product hands out. Where it refuses to, because there is no endpoint to dial, the device gets
 * the rest of the file: it has its keys and addresses and dials nobody.
 */
function deviceConfig(
  range: string,
  {
    access,
    node,
    privateKey,
  }: {
    access: PeerAccessPoint
    node: PlannedResource | undefined
    privateKey: string
  },
): string {
  const family = access.ip4 ? 'ipv4' : 'ipv6'
  const endpoints = node?.endpoints ?? []
  const isDialled = firstOf(endpoints, family) !== null
  const text = buildWgQuick({
    privateKey,
    subnet: access.subnet,
    range,
    accessPublicKey: node?.publicKey ?? access.publicKey,
    accessListenPort: node?.listenPort ?? 1,
    accessEndpoints: isDialled ? endpoints : [PLACEHOLDER[family]],
    family,
  })
  return isDialled ? text : text.replace(/^Endpoint = .*\n/m, '')
}

function nodeMachine({ plan, publicKey }: PlannedNode): MachinePlan {
  const names = resourceNames(plan.resource.id)
  return {
    name: plan.nodeId,
    namespace: plan.vm.namespace,
    address: addressIn(plan.resource.subnet, 2),
    wireguard: names.wireguard,
    home: names.namespace,
    publicKey,
  }
}

function deviceMachine({ plan, publicKey, address }: PlannedDevice): MachinePlan {
  const { name, namespace, wireguard } = plan
  return { name, namespace, address, wireguard, home: namespace, publicKey }
}
