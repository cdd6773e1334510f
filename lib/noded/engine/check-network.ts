import type { LosslessJson } from '@/lib/protocol/go-json'
import type { WirePeer } from '@/lib/protocol/types'
import type { Identity } from '@/lib/crypto/identity'
import { parseWireGuardKey, wireGuardPublicKey } from '@/lib/crypto/wireguard-keys'
import { contains, isInside, readAddress, readRange } from './addresses'
import { asFields, integer, list, text, texts, type Fields } from './fields'
import { allNetworks, attachedTo } from './networks'
import { quoted, refusal } from './refusal'
import { openText } from './sealed'
import type { Accepted, CheckContext, NetworkPart } from './types'

/** A network: this node's resource in it, its key, its port, its peers. */
export function checkNetwork(fields: Fields, context: CheckContext): Accepted {
  const name = text(fields, 'name', 200)
  if (name === '') throw refusal('The network has no name.')
  const network = readPart(name, text(fields, 'ip_range'), ownResource(fields, context), context)
  checkPort(network, context)
  checkInUse(network, context)
  return { network }
}

function ownResource(fields: Fields, { machine }: CheckContext): Fields {
  const resources = list(fields, 'net_resources').map((item) => asFields(item, 'net_resources'))
  const own = resources.find((resource) => text(resource, 'node_id') === machine.identity.id)
  if (own) return own
  throw refusal('The network has no resource for this node.')
}

function readPart(
  name: string,
  range: string,
  resource: Fields,
  { machine }: CheckContext,
): NetworkPart {
  const subnet = text(resource, 'subnet')
  const whole = readRange(range, 'ip_range')
  if (!contains(whole, readRange(subnet, 'subnet')))
    throw refusal(`The subnet ${subnet} is outside the network's range ${range}.`)
  const publicKey = text(resource, 'wg_public_key')
  checkPrivateKey(machine.identity, text(resource, 'wg_private_key'), publicKey)
  return {
    name,
    range,
    subnet,
    port: integer(resource, 'wg_listen_port', 1, 65535),
    publicKey,
    peers: list(resource, 'peers').map((peer) => readPeer(peer, range, publicKey)),
  }
}

function checkPrivateKey(identity: Identity, sealed: string, publicKey: string) {
  const privateKey = openText(identity, sealed, 'wg_private_key')
  let derived: string
  try {
    derived = wireGuardPublicKey(privateKey)
  } catch {
    throw refusal('The box in wg_private_key does not hold a WireGuard key of 44 characters.')
  }
  if (derived !== publicKey)
    throw refusal('wg_public_key does not belong to the key in wg_private_key.')
}

function readPeer(value: LosslessJson, range: string, ownKey: string): WirePeer {
  const fields = asFields(value, 'peers')
  const peer = {
    subnet: text(fields, 'subnet'),
    wg_public_key: text(fields, 'wg_public_key'),
    allowed_ips: texts(fields, 'allowed_ips'),
    endpoint: text(fields, 'endpoint', 100),
  }
  const label = `Peer ${quoted(peer.wg_public_key)}`
  if (!isKey(peer.wg_public_key)) throw refusal(`${label} has no WireGuard key.`)
  if (peer.wg_public_key === ownKey) throw refusal(`${label} has this node's own key.`)
  if (!contains(readRange(range, 'ip_range'), readRange(peer.subnet, 'subnet of a peer')))
    throw refusal(`${label}: its subnet ${peer.subnet} is outside the network's range ${range}.`)
  for (const allowed of peer.allowed_ips) readRange(allowed, 'allowed_ips of a peer')
  if (!isEndpoint(peer.endpoint))
    throw refusal(`${label}: its endpoint ${quoted(peer.endpoint)} is not address:port.`)
  return peer
}

function isKey(key: string): boolean {
  try {
    return parseWireGuardKey(key).length === 32
  } catch {
    return false
  }
}

function isEndpoint(endpoint: string): boolean {
  if (endpoint === '') return true
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|(\d+\.\d+\.\d+\.\d+)):(\d{1,5})$/.exec(endpoint)
  const port = Number(match?.[3])
  return match !== null && port >= 1 && port <= 65535
}

/** Another network's port is taken; the same network may keep or change its own. */
function checkPort(network: NetworkPart, { live, userId }: CheckContext) {
  const other = allNetworks(live).find(
    (item) =>
      item.network.port === network.port &&
      (item.userId !== userId || item.network.name !== network.name),
  )
  if (other) throw refusal(`The port ${network.port} is taken by another network on this node.`)
}

/** A new configuration may not take the ground from under what already sits in the network. */
function checkInUse(network: NetworkPart, { live, userId }: CheckContext) {
  const subnet = readRange(network.subnet, 'subnet')
  for (const item of attachedTo(live, userId, network.name)) {
    const outside = item.attachment?.ips.find((ip) => !isInside(subnet, readAddress(ip, 'ip')))
    if (outside !== undefined)
      throw refusal(
        `The subnet cannot become ${network.subnet}: workload ${item.id} uses ${outside}. Delete it first.`,
      )
  }
}
