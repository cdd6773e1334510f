import { randomUUID } from 'node:crypto'
import type { Transaction } from '@/lib/server/db/client'
import { recordEvents, type EventInput } from '@/lib/server/events/record-event'

/** A signed reservation, ready to be written. */
export interface NewReservation {
  identityId: string
  nodeId: string
  type: string
  workloadName: string
  stepToken: string
  /** the exact signed body */
  body: string
  /** base64 */
  signature: string
}

/** Everything an operation will do, decided and signed. */
export interface NewOperation {
  kind: 'apply' | 'delete'
  networkId: string | null
  gridId: string
  planHash: string | null
  endsAt: Date | null
  /** null for the API token */
  actorId: string | null
  now: Date
  posts: readonly NewReservation[]
  /** reservations to delete, with steps to wait for */
  deletes: readonly { reservationId: string; waitsFor: readonly string[] }[]
  /** one sentence for the time line */
  message: string
}

/**
 * Writes an operation with all its steps and reservations inside the caller's transaction: nothing may leave before it is
 * committed. Answers the operation's id.
 */
export async function writeOperation(tx: Transaction, input: NewOperation): Promise<string> {
  const { kind, networkId, gridId, planHash, endsAt, actorId, now } = input
  const id = randomUUID()
  await tx.operation.create({
    data: {
      id,
      kind,
      state: 'running',
      networkId,
      gridId,
      planHash,
      endsAt,
      actorId,
      createdAt: now,
    },
  })
  const posts = input.posts.map((post) => ({ ...post, id: randomUUID() }))
  if (posts.length > 0) await tx.reservation.createMany({ data: posts.map((post) => toRow(post)) })
  const todo = [
    ...posts.map((post) => ({ kind: 'post', reservationId: post.id, waitsFor: [] as string[] })),
    ...input.deletes.map(({ reservationId, waitsFor }) => ({
      kind: 'delete',
      reservationId,
      waitsFor: [...waitsFor],
    })),
  ]
  await tx.step.createMany({
    data: todo.map((step, ordinal) => ({
      ...step,
      waitsFor: JSON.stringify(step.waitsFor),
      operationId: id,
      ordinal,
      state: 'waiting',
      nextAttemptAt: now,
      createdAt: now,
    })),
  })
  const about = { networkId, gridId, actorId }
  await recordEvents(tx, [
    { ...about, kind: 'operation', subjectId: id, toState: 'running', message: input.message },
    ...posts.map((post): EventInput => ({
      ...about,
      kind: 'reservation',
      subjectId: post.id,
      fromState: 'planned',
      toState: 'signed',
      message: 'Signed; not sent yet.',
    })),
  ])
  return id

  function toRow(post: NewReservation & { id: string }) {
    if (!endsAt) throw new Error('An operation that posts needs an end instant.')
    return { ...post, gridId, networkId, state: 'signed', endsAt, createdAt: now }
  }
}

/** Ids of steps that may still send something for these reservations. */
export async function undecidedSteps(
  tx: Pick<Transaction, 'step'>,
  networkId: string,
): Promise<
  { id: string; kind: string; state: string; reservationId: string; operationId: string }[]
> {
  return tx.step.findMany({
    where: {
      reservation: { networkId },
      state: { in: ['waiting', 'running', 'unknown'] },
    },
    select: { id: true, kind: true, state: true, reservationId: true, operationId: true },
  })
}
