import { wireGuardKeyPair } from '@/lib/crypto/wireguard-keys'
import type { PeerMode, PeerNetwork } from '@/lib/network/model'
import { planPeers } from '@/lib/network/plan-peers'
import type { KeyedNetwork } from './plan'

/**
 * The network with keys of its own in place of those it came with, planned. Order stays, and with it everything the
 * planner decides.
 *
 * @param randomKey 32 random bytes
 * @throws DomainError as planPeers
 */
export function withThrowawayKeys(
  network: PeerNetwork,
  mode: PeerMode,
  randomKey: () => Uint8Array,
): KeyedNetwork {
  const privateKeys = new Map<string, string>()
  const fresh = <Item extends { publicKey: string }>(item: Item): Item => {
    const { publicKey, privateKey } = wireGuardKeyPair(randomKey())
    privateKeys.set(publicKey, privateKey)
    return { ...item, publicKey }
  }
  const keyed: PeerNetwork = {
    ...network,
    resources: network.resources.map(fresh),
    accessPoints: network.accessPoints.map(fresh),
  }
  return { network: keyed, planned: planPeers(keyed, { mode }), privateKeys }
}
