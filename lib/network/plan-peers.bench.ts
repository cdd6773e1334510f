import { bench, describe } from 'vitest'
import type { PeerMode, PeerNetwork } from './model'
import { planPeers } from './plan-peers'

const SIZES = [10, 50, 100, 250]
const ENDPOINTS = [['203.0.113.1', '2001:db8::1'], ['203.0.113.1'], ['2001:db8::1'], []]

/** A network of every class in equal parts, with five devices on its first node. */
function networkOf(size: number): PeerNetwork {
  return {
    name: 'bench',
    ipRange: '10.42.0.0/16',
    resources: Array.from({ length: size }, (_, index) => ({
      nodeId: `node-${index}`,
      subnet: `10.42.${index}.0/24`,
      publicKey: `key-${index}`,
      listenPort: 2000 + index,
      endpoints: ENDPOINTS[index % ENDPOINTS.length] ?? [],
    })),
    accessPoints: Array.from({ length: 5 }, (_, index) => ({
      nodeId: 'node-0',
      subnet: `10.42.${255 - index}.0/24`,
      publicKey: `device-${index}`,
      ip4: true,
    })),
  }
}

/** Peers these classes must give: all pairs but those between IPv6-only and hidden nodes, and among hidden ones. */
function expectedPeers(size: number, mode: PeerMode): number {
  const count = (kind: number) =>
    Array.from({ length: size }).filter((_, i) => i % 4 === kind).length
  const [ipv4, ipv6, hidden] = [count(1), count(2), count(3)]
  const none = 2 * ipv6 * hidden + hidden * (hidden - 1)
  // The original also lets IPv4-only and IPv6-only nodes dial each other in vain.
  const inVain = mode === 'safe' ? 2 * ipv4 * ipv6 : 0
  return size * (size - 1) - none - inVain + 5
}

for (const size of SIZES)
  describe(`${size} nodes`, () => {
    for (const mode of ['compat', 'safe'] as const) {
      const network = networkOf(size)
      const peers = planPeers(network, { mode }).resources.flatMap((resource) => resource.peers)
      if (peers.length !== expectedPeers(size, mode))
        throw new Error(
          `${mode}, ${size} nodes: ${peers.length} peers, expected ${expectedPeers(size, mode)}`,
        )
      bench(mode, () => {
        planPeers(network, { mode })
      })
    }
  })
