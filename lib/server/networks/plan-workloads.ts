import { isLiveState, RESERVATION_STATES } from '@/lib/protocol/states'
import type { PlanChange } from '@/lib/schemas/views'
import { db } from '@/lib/server/db/client'
import type { PreparedPlan } from './planning'
import type { NetworkRow } from './row'

const LIVE_STATES = RESERVATION_STATES.filter(isLiveState)

/** A workload that is, or will be, on a node. */
interface Workload {
  nodeId: string
  type: string
  workloadName: string
  cluster: { name: string } | null
}

/**
 * Why a change cannot be made under the workloads that stand on the network: a sentence for each.
 *
 * @param leaving ids of workloads that go first in the same operation
 */
export async function workloadBlockers(
  row: NetworkRow,
  plan: PreparedPlan,
  leaving: readonly string[],
): Promise<string[]> {
  const moving = plan.changes.filter((change) => change.kind === 'remove' || movesSubnet(change))
  if (moving.length === 0) return []
  const workloads = await db().reservation.findMany({
    where: {
      id: { notIn: [...leaving] },
      networkId: row.id,
      type: { not: 'network' },
      state: { in: LIVE_STATES },
      nodeId: { in: moving.map(({ nodeId }) => nodeId) },
    },
    select: {
      nodeId: true,
      type: true,
      workloadName: true,
      cluster: { select: { name: true } },
    },
  })
  return moving.flatMap((change) =>
    workloads
      .filter(({ nodeId }) => nodeId === change.nodeId)
      .map((workload) => sentence(change, workload)),
  )
}

const movesSubnet = ({ kind, fieldChanges }: PlanChange) =>
  kind === 'change' && fieldChanges.some(({ field }) => field === 'subnet')

function sentence(change: PlanChange, workload: Workload): string {
  const wish =
    change.kind === 'remove' ? 'take the node out of the network' : "change the node's subnet"
  return `${change.label} still carries ${nameOf(workload)}. Delete that first, then ${wish}.`
}

function nameOf({ type, workloadName, cluster }: Workload): string {
  return cluster ? `a VM of the cluster ${cluster.name}` : `the ${type} ${workloadName}`
}
