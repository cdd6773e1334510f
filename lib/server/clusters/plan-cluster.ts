import type { MachineDiff } from '@/lib/kubernetes/cluster-changes'
import { nodeLabels } from '@/lib/network/labels'
import type { ClusterPlanView, MachineChange } from '@/lib/schemas/clusters'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { chosenIdentity } from '@/lib/server/networks/create'
import { toPlanView } from '@/lib/server/networks/plan-network'
import { nodeLabel } from '@/lib/server/nodes/node-label'
import { clusterBlockers, networkBlockers } from './blockers'
import { clusterLife } from './lifetime'
import { prepareCluster, type PreparedCluster } from './planning'
import { loadCluster, type ClusterRow } from './row'

/**
 * What applying would change, the network's part included. Sends nothing and writes nothing.
 *
 * @throws DomainError `NOT_FOUND`, and what a wrong duration throws
 */
export async function planClusterOf(
  actor: Actor,
  id: string,
  { duration }: { duration?: string | undefined } = {},
): Promise<ClusterPlanView> {
  requireRole(actor, 'designer')
  const now = Date.now()
  const row = await loadCluster(id)
  const plan = await prepareCluster(row, now)
  const life = clusterLife(plan, duration, now)
  const identityId = plan.network.identityId ?? (await chosenIdentity(actor))
  const blockedBy = await clusterBlockers(row, plan, identityId, now)
  const { networkPlan } = plan
  return {
    clusterId: row.id,
    clusterName: row.name,
    networkId: row.networkId,
    networkName: row.network.name,
    revision: row.revision,
    hash: plan.hash,
    network:
      networkPlan &&
      toPlanView(plan.network, networkPlan, {
        blockedBy: await networkBlockers(plan, now),
        asked: life && new Date(life.networkEnd),
        now,
      }),
    machines: machineChanges(row, plan),
    problems: plan.problems.map((problem) => ({ ...problem, objects: [...problem.objects] })),
    blocked: blockedBy.length > 0,
    blockedBy,
    fixedEnd: plan.fixedEnd?.toISOString() ?? null,
    endsAt: life ? new Date(life.end).toISOString() : null,
    posts: plan.posts.length + (networkPlan?.posts.length ?? 0),
    deletes: plan.deletes.length + (networkPlan?.deletes.length ?? 0),
    madeAt: new Date(now).toISOString(),
  }
}

function machineChanges(row: ClusterRow, plan: PreparedCluster): MachineChange[] {
  const labels = nodeLabels(
    new Map([...plan.nodes].map(([nodeId, node]) => [nodeId, { label: nodeLabel(node) }])),
  )
  return plan.changes.map((change) => {
    const { kind, nodeId, role, size, ip, fieldChanges } = change
    const replaces = replacedBy(row, plan, change)
    const label = labels(nodeId)
    return {
      ...{ kind, nodeId, role, size, ip },
      label,
      farmName: plan.nodes.get(nodeId)?.farmName ?? '',
      fieldChanges: fieldChanges.map((field) => ({ ...field })),
      replaces,
      summary: summaryOf(change, label, replaces),
    }
  })
}

/** N-1 of what goes for this change: the machine standing there, or one that failed. */
function replacedBy(
  row: ClusterRow,
  plan: PreparedCluster,
  { nodeId, standing }: MachineDiff,
): string | null {
  const old = row.reservations.find(
    ({ id, nodeId: at }) =>
      id === standing?.reservationId || (at === nodeId && plan.deletes.includes(id)),
  )
  return old?.gridNumber ? `${old.gridNumber}-1` : null
}

function summaryOf(change: MachineDiff, label: string, replaces: string | null): string {
  const vm = `${change.role} of size ${change.size} at ${change.ip} on ${label}`
  switch (change.kind) {
    case 'add':
      return replaces
        ? `Delete ${replaces}, which failed, then reserve a ${vm}.`
        : `Reserve a ${vm}.`
    case 'keep':
      return `Nothing changes on ${label}.`
    case 'remove':
      return `Delete the ${change.role} on ${label}; what it stores is lost.`
    case 'change':
      return `Delete ${replaces ?? 'the machine'} on ${label} and make it anew${reason(change)}; what it stores is lost.`
  }
}

function reason({ fieldChanges }: MachineDiff): string {
  if (fieldChanges.length === 0) return ', because the explorer disagrees about it'
  return `: ${fieldChanges.map(({ field, before, after }) => `${field} ${before} → ${after}`).join(', ')}`
}
