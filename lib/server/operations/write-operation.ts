import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/server/auth/actor'
import type { Transaction } from '@/lib/server/db/client'
import type { Prisma } from '@/lib/server/db/generated/client'
import { by, recordEvents, type EventInput } from '@/lib/server/events/record-event'

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
  /** the cluster it is a machine of */
  clusterId?: string | null
  /** when it ends earlier than the operation's other reservations */
  endsAt?: Date
}

/** Order among steps. */
export interface StepOrder {
  /** a name of this step within its operation, for others to wait for */
  key?: string
  /** keys of steps of the same operation, or ids of existing steps */
  waitsFor?: readonly string[]
}
/** A reservation to post. */
export type NewPost = NewReservation & StepOrder
/** A reservation to delete. */
export type NewDelete = { reservationId: string } & StepOrder

/** Everything an operation will do, decided and signed. */
export interface NewOperation {
  kind: 'apply' | 'delete'
  networkId: string | null
  clusterId?: string | null
  gridId: string
  planHash: string | null
  endsAt: Date | null
  actor: Actor
  now: Date
  posts: readonly NewPost[]
  deletes: readonly NewDelete[]
  /** one sentence for the time line */
  message: string
}

/**
 * Writes an operation with all its steps and reservations inside the caller's transaction: nothing may leave before it is
 * committed. Answers the operation's id.
 */
export async function writeOperation(tx: Transaction, input: NewOperation): Promise<string> {
  const { kind, networkId, clusterId = null, gridId, planHash, endsAt, actor, now } = input
  const id = randomUUID()
  const place = { networkId, clusterId, gridId }
  await tx.operation.create({
    data: {
      id,
      kind,
      state: 'running',
      ...place,
      planHash,
      endsAt,
      actorId: actor.userId,
      createdAt: now,
    },
  })
  const posts = input.posts.map((post) => ({ ...post, reservationId: randomUUID() }))
  if (posts.length > 0)
    await tx.reservation.createMany({ data: posts.map((post) => reservationRow(post, input)) })
  await writeSteps(tx, id, now, [
    ...posts.map((post) => ({ kind: 'post', ...post })),
    ...input.deletes.map((one) => ({ kind: 'delete', ...one })),
  ])
  await recordEvents(tx, [
    {
      ...place,
      ...by(actor),
      kind: 'operation',
      subjectId: id,
      toState: 'running',
      message: input.message,
    },
    ...posts.map((post): EventInput => ({
      networkId,
      clusterId: post.clusterId ?? null,
      gridId,
      ...by(actor),
      kind: 'reservation',
      subjectId: post.reservationId,
      fromState: 'planned',
      toState: 'signed',
      message: `Signed, not sent yet: ${post.type} ${post.workloadName}.`,
    })),
  ])
  return id
}

function reservationRow(post: NewPost & { reservationId: string }, operation: NewOperation) {
  const { identityId, nodeId, type, workloadName, stepToken, body, signature, clusterId } = post
  const { gridId, networkId, now } = operation
  const endsAt = post.endsAt ?? operation.endsAt
  if (!endsAt) throw new Error('An operation that posts needs an end instant.')
  return {
    ...{ id: post.reservationId, identityId, nodeId, type, workloadName, stepToken },
    ...{ body, signature, gridId, networkId, clusterId: clusterId ?? null },
    state: 'signed',
    endsAt,
    createdAt: now,
  }
}

type NewStep = { kind: string; reservationId: string } & StepOrder

async function writeSteps(
  tx: Transaction,
  operationId: string,
  now: Date,
  todo: readonly NewStep[],
): Promise<void> {
  const steps = todo.map((step) => ({ ...step, id: randomUUID() }))
  const idOf = new Map(steps.flatMap(({ key, id }) => (key === undefined ? [] : [[key, id]])))
  const waits = steps.map(({ waitsFor = [] }) => waitsFor.map((name) => idOf.get(name) ?? name))
  await requireSteps(tx, [...new Set(waits.flat())], new Set(idOf.values()))
  await tx.step.createMany({
    data: steps.map(({ id, kind, reservationId }, ordinal) => ({
      ...{ id, kind, reservationId, operationId, ordinal },
      waitsFor: JSON.stringify(waits[ordinal]),
      state: 'waiting',
      nextAttemptAt: now,
      createdAt: now,
    })),
  })
}

/** A step that waited for nothing known would start at once: that is a fault of the caller's. */
async function requireSteps(
  tx: Transaction,
  ids: readonly string[],
  own: ReadonlySet<string>,
): Promise<void> {
  const foreign = ids.filter((id) => !own.has(id))
  if (foreign.length === 0) return
  const known = await tx.step.count({ where: { id: { in: foreign } } })
  if (known !== foreign.length)
    throw new Error(`A step waits for one that does not exist: ${foreign.join(', ')}.`)
}

/** A step that may still send something. */
export interface UndecidedStep {
  id: string
  kind: string
  state: string
  reservationId: string
  operationId: string
}

/** Steps that may still send something for a network itself, not for the workloads on it. */
export async function undecidedSteps(
  tx: Pick<Transaction, 'step'>,
  networkId: string,
): Promise<UndecidedStep[]> {
  return findUndecided(tx, { networkId, type: 'network' })
}

/** Steps that may still send something for these reservations. */
export async function undecidedStepsOf(
  tx: Pick<Transaction, 'step'>,
  reservationIds: readonly string[],
): Promise<UndecidedStep[]> {
  return reservationIds.length === 0 ? [] : findUndecided(tx, { id: { in: [...reservationIds] } })
}

function findUndecided(
  tx: Pick<Transaction, 'step'>,
  reservation: Prisma.ReservationWhereInput,
): Promise<UndecidedStep[]> {
  return tx.step.findMany({
    where: { reservation, state: { in: ['waiting', 'running', 'unknown'] } },
    select: { id: true, kind: true, state: true, reservationId: true, operationId: true },
  })
}
