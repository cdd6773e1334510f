import type { WireNetwork } from '@/lib/protocol/types'
import { familyOf, firstOf, printedAddress } from './endpoints'
import type { NetworkDesign, NodeFacts, PeerNetwork } from './model'
import type { NetworkFile } from './network-json'
import { planPeers } from './plan-peers'
import { nodeObject, toPeerNetwork } from './to-peer-network'

/** Public addresses by node id. */
export type KnownEndpoints = Readonly<Record<string, readonly string[]>>

/** A network with the addresses its file shows, and what the file leaves open. */
export interface InferredNetwork {
  network: PeerNetwork
  /** one sentence for each thing that was assumed */
  assumptions: readonly string[]
}

/**
 * Reads the public addresses of nodes out of a network file, which does not keep them: a node has the addresses at which
 * others dial it. An address that nobody dials cannot be seen there, so what is known from elsewhere counts more. A node
 * that stands in nobody's list, as in a network of one, is taken to have a public IPv4 address.
 *
 * @param known replaces what the file shows of these nodes; an empty list says that the node is hidden
 */
export function inferPeerNetwork(file: NetworkFile, known: KnownEndpoints = {}): InferredNetwork {
  const seen = dialledAddresses(file.network)
  const unlisted = unlistedNodes(file.network)
  const endpointsOf = (nodeId: string) =>
    (Object.hasOwn(known, nodeId) ? known[nodeId] : undefined) ??
    seen.get(nodeId) ??
    unlisted.get(nodeId) ??
    []
  const facts = new Map(
    file.design.resources.map(({ nodeId }) => [nodeId, factsOf(nodeId, endpointsOf(nodeId))]),
  )
  const design: NetworkDesign = {
    ...file.design,
    resources: file.design.resources.map((resource) => ({ ...resource, forceHidden: false })),
    // The file does not say which family a device dials: IPv4, unless its node has none.
    devices: file.design.devices.map((device) => ({
      ...device,
      family: isIpv6Only(endpointsOf(device.accessNodeId)) ? 'ipv6' : 'ipv4',
    })),
  }
  const unsure = file.design.resources.filter(({ nodeId }) => !Object.hasOwn(known, nodeId))
  return {
    network: toPeerNetwork(design, facts, file.publicKeys),
    assumptions: unsure.flatMap(({ nodeId }) =>
      unlisted.has(nodeId)
        ? [`Nobody lists ${nodeId} as a peer, so it is built with a public IPv4 address.`]
        : assumption(nodeId, endpointsOf(nodeId), design),
    ),
  }
}

/** Nodes whose peers in the file are not the ones that `compat` plans: the file was changed, or addresses are not known. */
export function nodesPlannedOtherwise(
  { network: file }: NetworkFile,
  network: PeerNetwork,
): string[] {
  const planned = new Map(
    planPeers(network, { mode: 'compat' }).resources.map(({ nodeId, peers }) => [
      nodeId,
      peers.map(({ publicKey, allowedIps, endpoint }) => peerText(publicKey, allowedIps, endpoint)),
    ]),
  )
  return file.net_resources
    .filter(({ node_id, peers }) => {
      const written = peers.map((peer) =>
        peerText(peer.wg_public_key, peer.allowed_ips, peer.endpoint),
      )
      return written.sort().join('\n') !== [...(planned.get(node_id) ?? [])].sort().join('\n')
    })
    .map(({ node_id }) => node_id)
}

function dialledAddresses({ net_resources }: WireNetwork): Map<string, string[]> {
  const nodeOfKey = new Map(
    net_resources.map(({ wg_public_key, node_id }) => [wg_public_key, node_id]),
  )
  const found = new Map<string, Set<string>>()
  for (const { wg_public_key, endpoint } of net_resources.flatMap(({ peers }) => peers)) {
    const nodeId = nodeOfKey.get(wg_public_key)
    const address = printedAddress(endpoint.replace(/:\d+$/, '').replace(/^\[|\]$/g, ''))
    if (nodeId === undefined || address === null) continue
    found.set(nodeId, (found.get(nodeId) ?? new Set()).add(address))
  }
  return new Map([...found].map(([nodeId, addresses]) => [nodeId, [...addresses]]))
}

/** Nodes in nobody's list, each with a documentation address (RFC 5737) of its own. */
function unlistedNodes({ net_resources }: WireNetwork): Map<string, string[]> {
  const listed = new Set(
    net_resources.flatMap(({ peers }) => peers.map(({ wg_public_key }) => wg_public_key)),
  )
  const unlisted = net_resources.filter(({ wg_public_key }) => !listed.has(wg_public_key))
  return new Map(
    unlisted.map(({ node_id }, index) => [node_id, [`203.0.113.${(index % 254) + 1}`]]),
  )
}

function assumption(nodeId: string, endpoints: readonly string[], design: NetworkDesign): string[] {
  if (isIpv6Only(endpoints)) return [`Nobody dials ${nodeId} by IPv4, so it is built without IPv4.`]
  const hasDevice = design.devices.some(({ accessNodeId }) => accessNodeId === nodeId)
  if (endpoints.length === 0 && hasDevice)
    return [
      `Nobody dials ${nodeId}, so it is built as a hidden node, whose devices cannot dial it either.`,
    ]
  return []
}

const isIpv6Only = (endpoints: readonly string[]) =>
  endpoints.some((address) => familyOf(address) === 'ipv6') && firstOf(endpoints, 'ipv4') === null

const factsOf = (nodeId: string, endpoints: readonly string[]): NodeFacts => ({
  nodeId,
  endpoints,
  takenPorts: [],
  freshness: 'up',
  label: nodeObject(nodeId),
})

const peerText = (publicKey: string, allowedIps: readonly string[], endpoint: string) =>
  [publicKey, [...allowedIps].sort().join(','), endpoint].join(' ')
