import { netId } from '@/lib/protocol/netid'
import type { WireLocation, WireResourceAmount } from '@/lib/protocol/types'
import { usedAmounts } from './engine/capacity'
import { allNetworks, usedPorts } from './engine/networks'
import type { Machine } from './engine/types'
import type { NodeReport } from './explorer-client'
import { liveWorkloads, type Ledger } from './ledger'

/** What a node is called by the programs it runs. */
export const DAEMON_VERSION = 'noded/0.1.0'

export interface ReportFacts {
  machine: Machine
  ledger: Ledger
  location: WireLocation
  uptimeSeconds: number
}

/** What the node says of itself. A simulated node has no tunnels: no handshake, no traffic. */
export function buildReport({ machine, ledger, location, uptimeSeconds }: ReportFacts): NodeReport {
  const live = liveWorkloads(ledger)
  return {
    used_resources: wholeAmounts(usedAmounts(machine, live)),
    engine: 'simulated',
    version: DAEMON_VERSION,
    location,
    workloads: ledger.entries
      .filter(({ isGone }) => !isGone)
      .map(({ id, workload }) => ({ id, state: workload ? 'ok' : 'error' })),
    peers: allNetworks(live).flatMap(({ userId, network }) =>
      network.peers.map((peer) => ({
        network: netId(userId, network.name),
        public_key: peer.wg_public_key,
        endpoint: peer.endpoint,
        handshake: 0,
        rx: 0,
        tx: 0,
      })),
    ),
    uptime: Math.max(0, Math.floor(uptimeSeconds)),
    wg_ports: usedPorts(live),
  }
}

/** The explorer keeps whole numbers; what is begun is taken. */
function wholeAmounts(amounts: WireResourceAmount): WireResourceAmount {
  const { cru, mru, hru, sru } = amounts
  return { cru: Math.ceil(cru), mru: Math.ceil(mru), hru: Math.ceil(hru), sru: Math.ceil(sru) }
}
