import type { z } from 'zod'
import type { PeerNetwork } from '@/lib/network/model'
import { planPeers } from '@/lib/network/plan-peers'
import type { planPeersSchema } from '@/lib/schemas/requests'

type PlanPeersBody = z.output<typeof planPeersSchema>

/** The generator input as the planner reads it. */
export function toPeerInput(body: Omit<PlanPeersBody, 'mode'>): PeerNetwork {
  return {
    name: body.name,
    ipRange: body.ip_range,
    resources: body.net_resources.map((resource) => ({
      nodeId: resource.node_id,
      subnet: resource.subnet,
      publicKey: resource.wg_public_key,
      listenPort: resource.wg_listen_port,
      endpoints: resource.pub_endpoints ?? [],
    })),
    accessPoints: (body.access_points ?? []).map((point) => ({
      nodeId: point.node_id,
      subnet: point.subnet,
      publicKey: point.wg_public_key,
      ip4: point.ip4,
    })),
    ...(body.routers ? { routers: body.routers } : {}),
  }
}

/**
 * Plans peers for tfuser's generator input and answers in its spelling.
 *
 * @throws DomainError whatever the planner refuses
 */
export function planPeersOf(body: PlanPeersBody) {
  const { resources, unreachable } = planPeers(toPeerInput(body), { mode: body.mode })
  return {
    net_resources: resources.map(({ nodeId, peers }) => ({
      node_id: nodeId,
      peers: peers.map((peer) => ({
        subnet: peer.subnet,
        wg_public_key: peer.publicKey,
        allowed_ips: [...peer.allowedIps],
        endpoint: peer.endpoint,
      })),
    })),
    unreachable: unreachable.map(({ from, to, reason }) => ({ from, to, reason })),
  }
}
