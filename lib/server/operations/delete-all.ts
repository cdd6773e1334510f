import type { Transaction } from '@/lib/server/db/client'
import type { Reservation } from '@/lib/server/db/generated/client'
import { isDeletable } from '@/lib/server/networks/live'
import { cancelWaitingPosts } from './cancel-posts'
import { workloadsFirst } from './delete-order'
import {
  undecidedStepsOf,
  writeOperation,
  type NewOperation,
  type UndecidedStep,
} from './write-operation'

/** Of what, by whom, and the sentence for the time line. */
export type DeleteOf = Pick<
  NewOperation,
  'networkId' | 'clusterId' | 'gridId' | 'actor' | 'now' | 'message'
>

/**
 * Deletes all of `present` that is, or may come back, on a node, as one operation; what was never sent is cancelled.
 * Answers the operation that does it, also one that began earlier; null when nothing of it is left anywhere.
 */
export async function writeDeleteAll(
  tx: Transaction,
  present: readonly Reservation[],
  operation: DeleteOf,
): Promise<string | null> {
  const now = operation.now.getTime()
  const ids = present.map(({ id }) => id)
  const running = runningDelete(present, await undecidedStepsOf(tx, ids))
  if (running) return running
  const cancelled = await cancelWaitingPosts(tx, ids, now)
  const left = present.filter(({ id, endsAt }) => !cancelled.includes(id) && endsAt.getTime() > now)
  if (!left.some(isDeletable))
    return left.some(({ state }) => state === 'deleting') ? newestDelete(tx, ids) : null
  return writeOperation(tx, {
    ...operation,
    kind: 'delete',
    planHash: null,
    endsAt: null,
    posts: [],
    deletes: await workloadsFirst(tx, left),
  })
}

/** The operation that is deleting all of this already. */
function runningDelete(
  present: readonly Reservation[],
  steps: readonly UndecidedStep[],
): string | null {
  const wanted = present.filter(isDeletable)
  const deleting = steps.filter(
    (step) => step.kind === 'delete' && wanted.some(({ id }) => id === step.reservationId),
  )
  return deleting[0] && deleting.length === wanted.length ? deleting[0].operationId : null
}

async function newestDelete(
  tx: Transaction,
  reservationIds: readonly string[],
): Promise<string | null> {
  const operation = await tx.operation.findFirst({
    where: { steps: { some: { kind: 'delete', reservationId: { in: [...reservationIds] } } } },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
  })
  return operation?.id ?? null
}
