import type { ReservationState } from '@/lib/protocol/states'
import type { Transaction } from '@/lib/server/db/client'
import { recordEvents } from '@/lib/server/events/record-event'
import { operationState, type StepKind, type StepState } from './step-machine'

const FINISHED = {
  done: 'Finished: everything is done.',
  failed: 'Finished, but not everything worked.',
}

/** Ends the running operations among `ids` whose steps and reservations have all been decided. */
export async function settleOperations(
  tx: Transaction,
  ids: readonly string[],
  now: number,
): Promise<void> {
  if (ids.length === 0) return
  const operations = await tx.operation.findMany({
    where: {
      id: { in: [...new Set(ids)] },
      state: 'running',
      steps: { none: { state: { in: ['waiting', 'running', 'unknown'] } } },
    },
    include: { steps: { include: { reservation: { select: { state: true } } } } },
  })
  for (const operation of operations) {
    const state = operationState(
      operation.steps.map((step) => ({
        kind: step.kind as StepKind,
        state: step.state as StepState,
        reservationState: step.reservation.state as ReservationState,
      })),
    )
    if (state === 'running') continue
    const failures = operation.steps.filter((step) => step.state === 'failed')
    await tx.operation.update({
      where: { id: operation.id },
      data: { state, finishedAt: new Date(now), error: failures[0]?.error ?? null },
    })
    await recordEvents(tx, [
      {
        kind: 'operation',
        subjectId: operation.id,
        networkId: operation.networkId,
        clusterId: operation.clusterId,
        gridId: operation.gridId,
        fromState: 'running',
        toState: state,
        message: FINISHED[state],
      },
    ])
  }
}

/** Ends the running operations that any of these reservations belongs to, when they are decided. */
export async function settleByReservations(
  tx: Transaction,
  reservationIds: readonly string[],
  now: number,
): Promise<void> {
  if (reservationIds.length === 0) return
  const steps = await tx.step.findMany({
    where: { reservationId: { in: [...reservationIds] }, operation: { state: 'running' } },
    select: { operationId: true },
  })
  await settleOperations(
    tx,
    steps.map((step) => step.operationId),
    now,
  )
}
