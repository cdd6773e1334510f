import type { NetworkDesign, PlannedResource } from '@/lib/network/model'
import type { WireNetwork } from '@/lib/protocol/types'

/**
 * A network as it travels, with these resources only.
 *
 * @param sealedKeyOf hex of the box sealed for a node
 */
export function toWireNetwork(
  design: Pick<NetworkDesign, 'name' | 'range'>,
  resources: readonly PlannedResource[],
  sealedKeyOf: (nodeId: string) => string,
): WireNetwork {
  return {
    name: design.name,
    net_id: '',
    ip_range: design.range,
    net_resources: resources.map((resource) => ({
      node_id: resource.nodeId,
      subnet: resource.subnet,
      wg_private_key: sealedKeyOf(resource.nodeId),
      wg_public_key: resource.publicKey,
      wg_listen_port: resource.listenPort,
      peers: resource.peers.map((peer) => ({
        subnet: peer.subnet,
        wg_public_key: peer.publicKey,
        allowed_ips: [...peer.allowedIps],
        endpoint: peer.endpoint,
      })),
    })),
  }
}
