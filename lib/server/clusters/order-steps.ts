import type { Transaction } from '@/lib/server/db/client'
import { newestPerNode, isStanding } from '@/lib/server/networks/live'
import {
  undecidedStepsOf,
  type NewDelete,
  type NewPost,
  type NewReservation,
} from '@/lib/server/operations/write-operation'
import type { PreparedCluster } from './planning'
import type { ClusterRow } from './row'

/** What is signed and what was cancelled without a request. */
export interface SignedCluster {
  networkPosts: readonly NewReservation[]
  machinePosts: readonly NewReservation[]
  cancelled: readonly string[]
}

const networkKey = (nodeId: string) => `network ${nodeId}`
const deleteKey = (reservationId: string) => `delete ${reservationId}`

/**
 * The order nodes need: a machine's post leaves when its network's result on that node is `ok` and what it replaces is
 * gone; a network leaves a node after the machines there.
 */
export async function orderSteps(
  tx: Transaction,
  row: ClusterRow,
  plan: PreparedCluster,
  { networkPosts, machinePosts, cancelled }: SignedCluster,
): Promise<{ posts: NewPost[]; deletes: NewDelete[] }> {
  const gone = plan.deletes.filter((id) => !cancelled.includes(id))
  const before = await earlierSteps(tx, row, plan)
  const nodeOf = new Map(row.reservations.map(({ id, nodeId }) => [id, nodeId]))
  const removalsOn = (nodeId: string) => [
    ...gone.filter((id) => nodeOf.get(id) === nodeId).map(deleteKey),
    ...(before.removals.get(nodeId) ?? []),
  ]
  const posted = new Set(networkPosts.map(({ nodeId }) => nodeId))
  const networkOn = (nodeId: string) =>
    posted.has(nodeId) ? [networkKey(nodeId)] : (before.networks.get(nodeId) ?? [])
  const ownPosts = await undecidedStepsOf(tx, gone)
  return {
    posts: [
      ...networkPosts.map((post) => ({ ...post, key: networkKey(post.nodeId) })),
      ...machinePosts.map((post) => ({
        ...post,
        waitsFor: [...networkOn(post.nodeId), ...removalsOn(post.nodeId)],
      })),
    ],
    deletes: [
      ...gone.map((id) => ({
        reservationId: id,
        key: deleteKey(id),
        waitsFor: ownPosts.filter((step) => step.reservationId === id).map((step) => step.id),
      })),
      ...networkDeletes(plan, removalsOn),
    ],
  }
}

function networkDeletes(
  { network, networkPlan }: PreparedCluster,
  removalsOn: (nodeId: string) => string[],
): NewDelete[] {
  const nodeOf = new Map(network.reservations.map(({ id, nodeId }) => [id, nodeId]))
  return (networkPlan?.deletes ?? []).map((reservationId) => ({
    reservationId,
    waitsFor: removalsOn(nodeOf.get(reservationId) ?? ''),
  }))
}

/** Steps of earlier operations to wait for, by node: networks not answered yet, machines still going. */
async function earlierSteps(tx: Transaction, row: ClusterRow, plan: PreparedCluster) {
  const standing = [...newestPerNode(plan.network.reservations.filter(isStanding)).values()]
  const unanswered = standing.filter(({ state }) => state !== 'deployed' && state !== 'expiring')
  const posts = await tx.step.findMany({
    where: { kind: 'post', reservationId: { in: unanswered.map(({ id }) => id) } },
    select: { id: true, reservation: { select: { nodeId: true } } },
  })
  const removals = plan.going.flatMap(({ nodeId, steps }) => {
    const step = steps.find(({ kind }) => kind === 'delete')
    return step ? [{ id: step.id, nodeId }] : []
  })
  return {
    networks: byNode(posts.map(({ id, reservation }) => ({ id, nodeId: reservation.nodeId }))),
    removals: byNode(removals),
  }
}

function byNode(steps: readonly { id: string; nodeId: string }[]): Map<string, string[]> {
  const lists = new Map<string, string[]>()
  for (const { id, nodeId } of steps) lists.set(nodeId, [...(lists.get(nodeId) ?? []), id])
  return lists
}
