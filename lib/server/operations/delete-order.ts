import type { Transaction } from '@/lib/server/db/client'
import { undecidedStepsOf, type NewDelete, type UndecidedStep } from './write-operation'
import { isDeletable } from '@/lib/server/networks/live'

/** A reservation on a network: the network's own on a node, or a workload there. */
interface OnNetwork {
  id: string
  nodeId: string
  type: string
  state: string
  gridNumber: string | null
}

const isWorkload = ({ type }: { type: string }) => type !== 'network'

/**
 * Delete steps for what is left of a network, with the order nodes need: on each node the network goes after every
 * workload is gone, also after those whose deletion was asked for earlier.
 */
export async function workloadsFirst(
  tx: Transaction,
  left: readonly OnNetwork[],
): Promise<NewDelete[]> {
  const steps = await undecidedStepsOf(
    tx,
    left.map(({ id }) => id),
  )
  const isBeingDeleted = ({ id }: OnNetwork) =>
    steps.some((step) => step.kind === 'delete' && step.reservationId === id)
  const targets = left.filter((one) => isDeletable(one) && !isBeingDeleted(one))
  const earlier = await earlierDeletes(
    tx,
    left.filter((one) => isWorkload(one) && !targets.includes(one)),
  )
  const before = (network: OnNetwork) => [
    ...targets
      .filter((one) => isWorkload(one) && one.nodeId === network.nodeId)
      .map(({ id }) => id),
    ...earlier.filter(({ nodeId }) => nodeId === network.nodeId).map(({ stepId }) => stepId),
  ]
  return targets.map((one) => ({
    reservationId: one.id,
    key: one.id,
    waitsFor: [...ownPosts(one, steps), ...(isWorkload(one) ? [] : before(one))],
  }))
}

/** Posts of the reservation that may still be on their way. */
function ownPosts({ id }: OnNetwork, steps: readonly UndecidedStep[]): string[] {
  return steps
    .filter((step) => step.kind === 'post' && step.reservationId === id)
    .map((step) => step.id)
}

/** The newest delete step of each workload that is already being deleted. */
async function earlierDeletes(
  tx: Transaction,
  workloads: readonly OnNetwork[],
): Promise<{ nodeId: string; stepId: string }[]> {
  if (workloads.length === 0) return []
  const steps = await tx.step.findMany({
    where: { kind: 'delete', reservationId: { in: workloads.map(({ id }) => id) } },
    orderBy: { createdAt: 'asc' },
    select: { id: true, reservationId: true },
  })
  const newest = new Map(steps.map((step) => [step.reservationId, step.id]))
  return workloads.flatMap(({ id, nodeId }) => {
    const stepId = newest.get(id)
    return stepId === undefined ? [] : [{ nodeId, stepId }]
  })
}
