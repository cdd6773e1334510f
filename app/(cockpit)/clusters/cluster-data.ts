import type { ClusterDevice } from '@/components/clusters/devices-card'
import type { MachinePlace, PlaceNetwork } from '@/components/clusters/machine-form'
import { isLiveState } from '@/lib/protocol/states'
import type { NetworkView } from '@/lib/schemas/views'
import { loadCluster } from '@/lib/server/clusters/row'
import { clusterNetwork, machineFacts, nodesById } from '@/lib/server/clusters/surroundings'
import { loadNetwork } from '@/lib/server/networks/row'
import { nodeFacts } from '@/lib/server/nodes/nodes'
import { shortKey } from '@/lib/network/labels'

/** The nodes of a network as places for machines; what `clusterId` has there itself counts as free. */
export async function placesOf(networkId: string, clusterId: string | null): Promise<PlaceNetwork> {
  const network = await loadNetwork(networkId)
  const own = clusterId === null ? [] : (await loadCluster(clusterId)).reservations
  const surroundings = await clusterNetwork(network, clusterId)
  const nodes = await nodesById(network.gridId, surroundings.subnets.keys())
  const facts = machineFacts(nodes, own)
  const places = [...surroundings.subnets].map(([nodeId, subnet]): MachinePlace => {
    const fact = facts.get(nodeId)
    const node = nodes.get(nodeId)
    return {
      nodeId,
      label: fact?.label ?? shortKey(nodeId),
      farmName: node?.farmName ?? 'not known to the grid any more',
      subnet,
      freshness: fact?.freshness ?? 'down',
      simulated: node?.engine === 'simulated',
      free: fact?.free ?? { cru: 0, mru: 0, sru: 0 },
      occupiedBy: surroundings.occupied.get(nodeId) ?? null,
      taken: surroundings.taken.get(nodeId) ?? [],
    }
  })
  return { id: network.id, name: surroundings.name, range: surroundings.range, places }
}

/** The network's devices as the cluster page lists them. */
export async function devicesOf(network: NetworkView): Promise<ClusterDevice[]> {
  const { devices } = network.design
  const facts = await nodeFacts(
    network.gridId,
    devices.map(({ accessNodeId }) => accessNodeId),
  )
  return devices.map(({ id, name, accessNodeId }) => {
    const state = network.deployed[accessNodeId]?.state
    const isLive = state !== undefined && state !== 'deleting' && isLiveState(state)
    return {
      id: `${network.id}~${id}`,
      name,
      accessLabel: facts.get(accessNodeId)?.label ?? 'its access point',
      isReady: isLive && !network.stagedDevices.includes(id),
    }
  })
}
