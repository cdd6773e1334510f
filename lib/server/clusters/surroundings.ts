import type { ClusterNetwork, MachineFacts } from '@/lib/kubernetes/model'
import { isLiveState, RESERVATION_STATES } from '@/lib/protocol/states'
import { VM_SIZES } from '@/lib/protocol/workload-limits'
import type { NodeView } from '@/lib/schemas/views'
import { db, type Transaction } from '@/lib/server/db/client'
import { designOf as networkDesignOf } from '@/lib/server/networks/row'
import { nodeLabel } from '@/lib/server/nodes/node-label'
import { listNodes } from '@/lib/server/nodes/nodes'
import { addressesIn, machineIn } from './machine-body'
import type { MachineRow } from './row'

const LIVE_STATES = RESERVATION_STATES.filter(isLiveState)
/** States in which a node counts the VM as used. */
const COUNTED: readonly string[] = ['deployed', 'expiring', 'drifted', 'deleting']

/** Live workloads on a network that are not this cluster's: they keep their addresses and their room. */
export async function otherWorkloads(
  tx: Pick<Transaction, 'reservation'>,
  networkId: string,
  clusterId: string | null,
) {
  const rows = await tx.reservation.findMany({
    where: { networkId, type: { in: ['kubernetes', 'container'] }, state: { in: LIVE_STATES } },
    select: {
      nodeId: true,
      type: true,
      body: true,
      workloadName: true,
      clusterId: true,
      cluster: { select: { name: true } },
    },
  })
  return rows.filter((row) => clusterId === null || row.clusterId !== clusterId)
}

/** What planning a cluster must know of its network, but for the cluster's own machines. */
export async function clusterNetwork(
  network: { id: string; name: string; design: string },
  clusterId: string | null,
): Promise<ClusterNetwork> {
  const design = networkDesignOf(network)
  const others = await otherWorkloads(db(), network.id, clusterId)
  const taken = new Map<string, string[]>()
  for (const other of others)
    taken.set(other.nodeId, [...(taken.get(other.nodeId) ?? []), ...addressesIn(other)])
  return {
    name: network.name,
    range: design.range,
    subnets: new Map(design.resources.map(({ nodeId, subnet }) => [nodeId, subnet])),
    taken,
    occupied: new Map(
      others
        .filter(({ type }) => type === 'kubernetes')
        .map(({ nodeId, cluster, workloadName }) => [nodeId, cluster?.name ?? workloadName]),
    ),
  }
}

/** Nodes of a grid by id, only those named. */
export async function nodesById(
  gridId: string,
  nodeIds: Iterable<string>,
): Promise<Map<string, NodeView>> {
  const wanted = new Set(nodeIds)
  const nodes = await listNodes({ gridId })
  return new Map(
    nodes.filter(({ nodeId }) => wanted.has(nodeId)).map((node) => [node.nodeId, node]),
  )
}

/** What planning must know of the nodes; what the cluster's own machines use there counts as free. */
export function machineFacts(
  nodes: ReadonlyMap<string, NodeView>,
  own: readonly MachineRow[],
): Map<string, MachineFacts> {
  return new Map([...nodes].map(([nodeId, node]) => [nodeId, factsOf(node, own)]))
}

function factsOf(node: NodeView, own: readonly MachineRow[]): MachineFacts {
  const free = { cru: node.free.cru, mru: node.free.mru, sru: node.free.sru }
  for (const row of own) {
    const machine =
      row.nodeId === node.nodeId && COUNTED.includes(row.state) ? machineIn(row) : null
    if (!machine) continue
    const uses = VM_SIZES[machine.size]
    free.cru += uses.cru
    free.mru += uses.mru
    free.sru += uses.sru
  }
  return { nodeId: node.nodeId, label: nodeLabel(node), freshness: node.freshness, free }
}
