import { DomainError } from '@/lib/errors/domain-error'
import { familyOf, firstOf, printedAddress } from '@/lib/network/endpoints'
import type { PeerNetwork, PlannedNetwork, PlannedResource } from '@/lib/network/model'
import { deviceName } from '@/lib/network/trace-conditions'
import { originalTunnelAddress } from '@/lib/wireguard/tunnel-address'
import { buildWgQuick } from '@/lib/wireguard/wg-quick'
import { resourceAddresses } from '../resource-plan'
import type { ResourceNames } from '../resource'

/** The namespace that stands for the internet. */
export const INTERNET = 'inet'

/** Where a node or a device is connected: exactly the families it has, or behind a NAT. */
export interface SitePlan {
  /** counts from 1; addresses and names are made of it */
  number: number
  namespace: string
  kind: 'public' | 'hidden' | 'device'
  /** public addresses, in the order of the node's endpoints */
  endpoints: readonly string[]
}

/** A network resource with its names and throwaway key, and the machine behind it. */
export interface WorldResource {
  resource: PlannedResource
  privateKey: string
  names: ResourceNames
  isHidden: boolean
  machineNamespace: string
}

/** A device with the wg.conf it would be given; null: nothing it could dial. */
export interface WorldDevice {
  namespace: string
  /** also the name of the file wg-quick is given */
  interfaceName: string
  publicKey: string
  wgQuick: string | null
}

/** Where pings start and what they go to, named as in matrices. */
export interface WorldMachine {
  name: string
  namespace: string
  address: string
}

/** Everything that is built of one design. */
export interface WorldPlan {
  sites: readonly SitePlan[]
  resources: readonly WorldResource[]
  devices: readonly WorldDevice[]
  machines: readonly WorldMachine[]
}

/** A network planned with keys that are thrown away afterwards. */
export interface KeyedNetwork {
  network: PeerNetwork
  planned: PlannedNetwork
  /** public key → private key, both base64 */
  privateKeys: ReadonlyMap<string, string>
}

/**
 * What to build so that the design stands in namespaces as it would on the grid.
 *
 * @throws DomainError `PROOF_FAILED` when two nodes have one public address
 */
export function planWorld({ network, planned, privateKeys }: KeyedNetwork): WorldPlan {
  // Of two resources of one node the last counts, as on the node itself.
  const resources = [...new Map(planned.resources.map((one) => [one.nodeId, one])).values()]
  refuseSharedAddresses(resources)
  const keyOf = (publicKey: string) => privateKeys.get(publicKey) ?? ''
  const nodes = resources.map((resource, index) => nodePlan(resource, index + 1, keyOf))
  const devices = network.accessPoints.map((_, index) =>
    devicePlan(network, { index, number: resources.length + index + 1, keyOf }),
  )
  return {
    sites: [...nodes.map(({ site }) => site), ...devices.map(({ site }) => site)],
    resources: nodes.map(({ built }) => built),
    devices: devices.map(({ built }) => built),
    machines: [...nodes.map(({ machine }) => machine), ...devices.map(({ machine }) => machine)],
  }
}

function refuseSharedAddresses(resources: readonly PlannedResource[]): void {
  const seen = new Set<string>()
  for (const { endpoints } of resources)
    for (const endpoint of new Set(endpoints.map((text) => printedAddress(text) ?? text))) {
      if (seen.has(endpoint))
        throw new DomainError(
          'PROOF_FAILED',
          `Two nodes have the public address ${endpoint}; a network with both cannot be built.`,
        )
      seen.add(endpoint)
    }
}

function nodePlan(resource: PlannedResource, number: number, keyOf: (key: string) => string) {
  const isHidden = resource.endpoints.length === 0
  const site: SitePlan = {
    number,
    namespace: `h-${number}`,
    kind: isHidden ? 'hidden' : 'public',
    endpoints: resource.endpoints,
  }
  const built: WorldResource = {
    resource,
    privateKey: keyOf(resource.publicKey),
    isHidden,
    machineNamespace: `v-${number}`,
    names: {
      socketNamespace: site.namespace,
      namespace: `n-${number}`,
      wireguard: `w-${number}`,
      bridge: `b-${number}`,
    },
  }
  const address = resourceAddresses(resource.subnet).machine
  return { site, built, machine: { name: resource.nodeId, namespace: `v-${number}`, address } }
}

interface DeviceInput {
  index: number
  number: number
  keyOf: (publicKey: string) => string
}

function devicePlan(network: PeerNetwork, { index, number, keyOf }: DeviceInput) {
  const access = network.accessPoints[index]!
  const namespace = `d-${number}`
  const site: SitePlan = { number, namespace, kind: 'device', endpoints: [] }
  const built: WorldDevice = {
    namespace,
    interfaceName: `wd-${number}`,
    publicKey: access.publicKey,
    wgQuick: wgQuickOf(network, index, keyOf(access.publicKey)),
  }
  const address = originalTunnelAddress(access.subnet).replace('/32', '')
  return { site, built, machine: { name: deviceName(index), namespace, address } }
}

/** The very text the cockpit hands out; null where it hands out none, for there is nothing to dial. */
function wgQuickOf(network: PeerNetwork, index: number, privateKey: string): string | null {
  const access = network.accessPoints[index]!
  const node = network.resources.findLast(({ nodeId }) => nodeId === access.nodeId)
  const family = access.ip4 ? 'ipv4' : 'ipv6'
  if (!node || firstOf(node.endpoints, family) === null) return null
  return buildWgQuick({
    privateKey,
    subnet: access.subnet,
    range: network.ipRange,
    accessPublicKey: node.publicKey,
    accessListenPort: node.listenPort,
    accessEndpoints: node.endpoints,
    family,
  })
}

/** Families a site is connected with. */
export function siteFamilies({ kind, endpoints }: SitePlan): ReadonlySet<'ipv4' | 'ipv6'> {
  if (kind === 'device') return new Set(['ipv4', 'ipv6'])
  if (kind === 'hidden') return new Set(['ipv4'])
  return new Set(endpoints.map(familyOf))
}
