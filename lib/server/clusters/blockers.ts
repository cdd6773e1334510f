import { changeBlockers, gridBlockers } from '@/lib/server/networks/plan-network'
import { undecidedSteps } from '@/lib/server/operations/write-operation'
import { db } from '@/lib/server/db/client'
import { isLeaving } from './machines'
import type { PreparedCluster } from './planning'
import type { ClusterRow } from './row'

const SHORTEST_LIFE_MS = 60_000

/** Why a cluster's plan cannot be applied, as sentences; empty: it can. */
export async function clusterBlockers(
  row: ClusterRow,
  plan: PreparedCluster,
  identityId: string | null,
  now: number,
): Promise<string[]> {
  const reasons = [
    ...gridBlockers(plan.network, identityId),
    ...plan.problems.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    ...(await networkBlockers(plan, now)),
  ]
  if (row.reservations.some((reservation) => isLeaving(reservation)))
    reasons.push('The explorer is being asked to delete machines of this cluster. Wait a moment.')
  if (plan.posts.length === 0 && plan.deletes.length === 0)
    reasons.push('There is nothing to change: the grid has exactly this cluster.')
  return reasons
}

/** Why the network cannot carry the machines now; of its own plan: why that cannot be made. */
export async function networkBlockers(plan: PreparedCluster, now: number): Promise<string[]> {
  const { network, networkPlan, fixedEnd, posts } = plan
  if (networkPlan) return changeBlockers(network, networkPlan, now, plan.deletes)
  if (posts.length === 0) return []
  const steps = await undecidedSteps(db(), network.id)
  const reasons: string[] = []
  if (steps.some(({ kind }) => kind === 'delete'))
    reasons.push(`The network ${network.name} is being deleted. Wait until it is gone.`)
  if (fixedEnd && fixedEnd.getTime() - now < SHORTEST_LIFE_MS)
    reasons.push(
      `The network ${network.name} ends in less than a minute, and the machines with it. Wait for its end, then apply anew.`,
    )
  return reasons
}
