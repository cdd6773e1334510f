import { carriedSubnets, refuseCycle, tunnelAddresses } from './carried-subnets'
import { compatPeers } from './compat-peers'
import type { PeerMode, PeerNetwork, PlannedNetwork } from './model'
import { safePeers } from './safe-peers'

/**
 * Computes every resource's peers.
 *
 * `compat`: exactly the original's, faults included. `safe`: WireGuard-sound peers; pairs that cannot reach each other
 * are listed in `unreachable`, once each, and get no allowed IPs. Names there are node ids, and `device:N` for the N-th
 * access point, from 0.
 *
 * @throws DomainError `NETWORK_CYCLE` (both modes), `INVALID_CIDR` (both), `NO_ROUTER` (compat: hidden nodes but none
 *   with IPv4; `details.original` is the original's text), `SUBNET_DUPLICATE` and `SUBNET_OVERLAP` (safe)
 * @see docs/protocol.md
 */
export function planPeers(network: PeerNetwork, { mode }: { mode: PeerMode }): PlannedNetwork {
  const tunnelOf = tunnelAddresses()
  for (const { subnet } of network.resources) tunnelOf(subnet)
  const carried = carriedSubnets(network, tunnelOf)
  refuseCycle(carried)
  const context = { network, tunnelOf, carried }
  const { resources, unreachable } = mode === 'compat' ? compatPeers(context) : safePeers(context)
  return { name: network.name, ipRange: network.ipRange, resources, unreachable }
}
