import { z } from 'zod'
import { DomainError } from '@/lib/errors/domain-error'
import { encodeGoJson } from '@/lib/protocol/go-json'
import type { WireNetwork, WirePeer } from '@/lib/protocol/types'
import type { DeviceDesign, NetworkDesign, NodeFacts } from './model'
import { refuseHostileJson } from './network-json-limits'

/** What a tfuser schema file says. */
export interface NetworkFile {
  /** the network exactly as in the file, peers and sealed keys included */
  network: WireNetwork
  /**
   * The design it comes from. Devices are inferred: peers whose key belongs to no resource, with that key as their own.
   * A node that nobody dials although others list it was hidden, so it is marked so. Mode `compat`: the file's peers
   * are the original's.
   */
  design: NetworkDesign
  /** `node:<id>` → base64 public key */
  publicKeys: Readonly<Record<string, string>>
}

/** `reservation`: the whole file tfuser keeps. `network`: only its `data`. */
export type NetworkJsonForm = 'reservation' | 'network'

const MAX_MESSAGE_PATH = 120
const text = (max: number) => z.string().max(max)
const cidr = text(50).regex(/^([0-9a-fA-F.:]+\/\d{1,3})?$/, 'no CIDR')
const key = text(60).regex(/^[A-Za-z0-9+/]*={0,2}$/, 'no base64')
const endpoint = text(70).regex(/^([0-9.]+:\d{1,5}|\[[0-9a-fA-F:.]+\]:\d{1,5})?$/, 'no endpoint')
const list = <Item extends z.ZodType>(item: Item, max: number) =>
  z
    .array(item)
    .max(max)
    .nullish()
    .transform((items) => items ?? [])

const peerSchema = z.object({
  subnet: cidr,
  wg_public_key: key,
  allowed_ips: list(cidr, 2048),
  endpoint,
})
const networkSchema = z.object({
  name: text(200),
  net_id: text(200).default(''),
  ip_range: cidr,
  net_resources: list(
    z.object({
      node_id: text(100),
      subnet: cidr,
      wg_private_key: text(400).regex(/^[0-9a-fA-F]*$/, 'no hex'),
      wg_public_key: key,
      wg_listen_port: z.int().min(0).max(65535),
      peers: list(peerSchema, 1024),
    }),
    512,
  ),
})
const reservationSchema = z.object({ type: z.literal('network'), data: networkSchema })

/**
 * Reads tfuser's schema file, or the bare network in it. The content is assumed hostile: size, depth, types and form of
 * every value are checked; whether the network makes sense is validateDesign's question.
 *
 * @throws DomainError `INVALID_NETWORK_FILE`
 */
export function parseNetworkJson(file: string): NetworkFile {
  refuseHostileJson(file)
  const value = readJson(file)
  const isReservation = typeof value === 'object' && value !== null && 'data' in value
  const parsed = isReservation ? reservationSchema.safeParse(value) : networkSchema.safeParse(value)
  if (!parsed.success) throw refused(parsed.error)
  const network: WireNetwork = 'data' in parsed.data ? parsed.data.data : parsed.data
  refuseDuplicates(network)
  return {
    network,
    design: toDesign(network),
    publicKeys: Object.fromEntries(
      network.net_resources.map((resource) => [`node:${resource.node_id}`, resource.wg_public_key]),
    ),
  }
}

/** tfuser's schema file, byte for byte as it writes it: an unsigned reservation, or only the network. */
export function encodeNetworkJson(
  network: WireNetwork,
  form: NetworkJsonForm = 'reservation',
): string {
  const data = inWireOrder(network)
  if (form === 'network') return `${encodeGoJson(data)}\n`
  const reservation = {
    id: '',
    node_id: '',
    user_id: '',
    type: 'network',
    data,
    created: '0001-01-01T00:00:00Z',
    duration: 0,
    to_delete: false,
  }
  return `${encodeGoJson(reservation)}\n`
}

/** Takes back the mark on nodes that the grid shows to be hidden anyway: it was inferred, not asked for. */
export function withoutNeedlessHiding(
  design: NetworkDesign,
  facts: ReadonlyMap<string, NodeFacts>,
): NetworkDesign {
  return {
    ...design,
    resources: design.resources.map((resource) =>
      facts.get(resource.nodeId)?.endpoints.length === 0
        ? { ...resource, forceHidden: false }
        : resource,
    ),
  }
}

function toDesign(network: WireNetwork): NetworkDesign {
  const hidden = hiddenKeys(network)
  return {
    name: network.name,
    range: network.ip_range,
    mode: 'compat',
    resources: network.net_resources.map((resource) => ({
      nodeId: resource.node_id,
      subnet: resource.subnet,
      listenPort: resource.wg_listen_port,
      forceHidden: hidden.has(resource.wg_public_key),
    })),
    devices: inferDevices(network),
    routers: [],
  }
}

/** Keys of resources that stand as peers without an endpoint everywhere. */
function hiddenKeys({ net_resources }: WireNetwork): ReadonlySet<string> {
  const peers = net_resources.flatMap((resource) => resource.peers)
  const dialled = new Set(peers.filter((peer) => peer.endpoint !== '').map(keyOf))
  return new Set(peers.map(keyOf).filter((publicKey) => !dialled.has(publicKey)))
}

function inferDevices({ net_resources }: WireNetwork): DeviceDesign[] {
  const nodeKeys = new Set(net_resources.map(keyOf))
  const found = net_resources.flatMap((resource) =>
    resource.peers
      .filter((peer) => !nodeKeys.has(peer.wg_public_key))
      .map((peer) => ({ peer, accessNodeId: resource.node_id })),
  )
  return found.map(({ peer, accessNodeId }, index) => ({
    id: `imported-${index + 1}`,
    name: `Device ${index + 1}`,
    accessNodeId,
    subnet: peer.subnet,
    // The file does not say which family the device dials; tfuser's guides use IPv4.
    family: 'ipv4',
    ownPublicKey: peer.wg_public_key,
  }))
}

function keyOf({ wg_public_key }: { wg_public_key: string }): string {
  return wg_public_key
}

function refuseDuplicates({ net_resources }: WireNetwork): void {
  const seen = new Set<string>()
  for (const { node_id } of net_resources) {
    if (seen.has(node_id))
      throw invalid(`The file holds the node ${node_id.slice(0, 60)} twice; remove one of the two.`)
    seen.add(node_id)
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(file)
  } catch (error) {
    throw invalid('The file is no JSON; choose the network.json that tfuser wrote.', error)
  }
}

function refused(error: z.ZodError): DomainError {
  const issue = error.issues[0]
  const path = (issue?.path ?? []).map(String).join('.').slice(0, MAX_MESSAGE_PATH)
  const place = path === '' ? 'The file' : `In the file, ${path}`
  return invalid(
    `${place} does not have the form of a tfuser network (${issue?.message ?? 'wrong value'}); choose a network.json.`,
  )
}

function invalid(message: string, cause?: unknown): DomainError {
  return new DomainError('INVALID_NETWORK_FILE', message, {}, { cause })
}

/** Keys in the order they travel, whatever order the object was made in. */
function inWireOrder({ name, net_id, ip_range, net_resources }: WireNetwork): WireNetwork {
  return {
    name,
    net_id,
    ip_range,
    net_resources: net_resources.map((resource) => ({
      node_id: resource.node_id,
      subnet: resource.subnet,
      wg_private_key: resource.wg_private_key,
      wg_public_key: resource.wg_public_key,
      wg_listen_port: resource.wg_listen_port,
      peers: resource.peers.map(peerInWireOrder),
    })),
  }
}

function peerInWireOrder({
  subnet,
  wg_public_key,
  allowed_ips,
  endpoint: dial,
}: WirePeer): WirePeer {
  return { subnet, wg_public_key, allowed_ips, endpoint: dial }
}
