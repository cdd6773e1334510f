import type { PrismaClient, Prisma } from '@/lib/server/db/generated/client'
import type { Transaction } from '@/lib/server/db/client'
import { notify } from '@/lib/server/events/bus'
import { recordEvents, type EventInput } from '@/lib/server/events/record-event'
import { settleOperations } from '@/lib/server/operations/settle'
import {
  readiness,
  type StepChange,
  type StepKind,
  type StepState,
  type WaitedStep,
} from '@/lib/server/operations/step-machine'
import type { ReservationState } from '@/lib/protocol/states'

const WITH_RESERVATION = { reservation: true, operation: { select: { actorId: true } } } as const
/** A step as the runner works on it. */
export type WorkStep = Prisma.StepGetPayload<{ include: typeof WITH_RESERVATION }>

/** A decided attempt, to be written. */
export interface Decision {
  step: WorkStep
  change: StepChange
}

// Longer than any attempt: a claim of a look that nobody finished is free again after it.
const LOOK_LEASE_MS = 60_000
const SCAN = 400
/** More than one process starts at once. */
const ENOUGH = 64

const idsOf = (text: string): string[] => JSON.parse(text) as string[]

/** After a crash: requests that may have left are looked for first. `except`: this process is still at these. */
export async function recoverSteps(
  db: PrismaClient,
  now: number,
  except: readonly string[] = [],
): Promise<number> {
  const { count } = await db.step.updateMany({
    where: { state: { in: ['running', 'unknown'] }, id: { notIn: [...except] } },
    data: { state: 'unknown', nextAttemptAt: new Date(now) },
  })
  return count
}

/** A step as far as choosing what to start needs it; bodies are read only for what is claimed. */
export interface DueStep {
  id: string
  kind: string
  state: string
  waitsFor: string
}
const DUE = { id: true, kind: true, state: true, waitsFor: true } as const

async function waitedSteps(db: PrismaClient, steps: readonly DueStep[]) {
  const ids = [...new Set(steps.flatMap((step) => idsOf(step.waitsFor)))]
  if (ids.length === 0) return new Map<string, WaitedStep>()
  const rows = await db.step.findMany({
    where: { id: { in: ids } },
    select: { id: true, kind: true, state: true, reservation: { select: { state: true } } },
  })
  return new Map(
    rows.map((row) => [
      row.id,
      {
        kind: row.kind as StepKind,
        state: row.state as StepState,
        reservationState: row.reservation.state as ReservationState,
      },
    ]),
  )
}

/** Due steps, sorted by what may become of them. */
export interface DueSteps {
  ready: DueStep[]
  /** what they build on failed, so they never can start */
  blocked: DueStep[]
}

/** Due steps that may start now, and those that never can. However many wait for others, they hide none that may start. */
export async function dueSteps(db: PrismaClient, now: number): Promise<DueSteps> {
  const found: DueSteps = { ready: [], blocked: [] }
  for (let skip = 0; ; skip += SCAN) {
    const steps = await db.step.findMany({
      where: { state: { in: ['waiting', 'unknown'] }, nextAttemptAt: { lte: new Date(now) } },
      orderBy: [{ createdAt: 'asc' }, { ordinal: 'asc' }, { id: 'asc' }],
      take: SCAN,
      skip,
      select: DUE,
    })
    await sortDue(db, steps, found)
    if (steps.length < SCAN || found.ready.length >= ENOUGH) return found
  }
}

async function sortDue(
  db: PrismaClient,
  steps: readonly DueStep[],
  found: DueSteps,
): Promise<void> {
  const waited = await waitedSteps(db, steps)
  for (const step of steps) {
    const before = idsOf(step.waitsFor).flatMap((id) => waited.get(id) ?? [])
    const verdict = readiness(step.kind as StepKind, before)
    if (verdict !== 'wait') found[verdict].push(step)
  }
}

/** Steps with their reservations. */
export async function loadSteps(
  db: Pick<Transaction, 'step'>,
  ids: readonly string[],
): Promise<WorkStep[]> {
  if (ids.length === 0) return []
  return db.step.findMany({ where: { id: { in: [...ids] } }, include: WITH_RESERVATION })
}

/**
 * Claims steps for this process: only those still as they were read. A claimed waiting step is `running` and its
 * reservation `submitting` or `deleting` before anything leaves; a claimed unknown one stays unknown.
 */
export async function claimSteps(
  db: PrismaClient,
  steps: readonly DueStep[],
  now: number,
): Promise<WorkStep[]> {
  if (steps.length === 0) return []
  return db.$transaction(async (tx) => {
    const before = new Map(
      (
        await loadSteps(
          tx,
          steps.map((step) => step.id),
        )
      ).map((step) => [step.id, step]),
    )
    const claimed: WorkStep[] = []
    const claim = async (state: StepState, data: Prisma.StepUpdateManyMutationInput) => {
      const ids = steps.filter((step) => step.state === state).map((step) => step.id)
      if (ids.length === 0) return
      const rows = await tx.step.updateManyAndReturn({
        where: { id: { in: ids }, state, nextAttemptAt: { lte: new Date(now) } },
        data: { ...data, attempts: { increment: 1 } },
        select: { id: true, attempts: true },
      })
      for (const { id, attempts } of rows) {
        const step = before.get(id)
        if (step) claimed.push({ ...step, attempts })
      }
    }
    await claim('waiting', { state: 'running', error: null })
    await claim('unknown', { nextAttemptAt: new Date(now + LOOK_LEASE_MS) })
    await markUnderWay(
      tx,
      claimed.filter((step) => step.state === 'waiting'),
    )
    return claimed
  })
}

async function markUnderWay(tx: Transaction, steps: readonly WorkStep[]): Promise<void> {
  for (const [kind, state, message] of [
    ['post', 'submitting', 'Being sent to the explorer.'],
    ['delete', 'deleting', 'Asking the explorer to delete it.'],
  ] as const) {
    const mine = steps.filter((step) => step.kind === kind && step.reservation.state !== state)
    if (mine.length === 0) continue
    await tx.reservation.updateMany({
      where: { id: { in: mine.map((step) => step.reservationId) } },
      data: { state },
    })
    // Repeats are told by what the attempt before ended with.
    const first = mine.filter((step) => step.attempts === 1)
    await recordEvents(
      tx,
      first.map((step) => toEvent(step, step.reservation.state, state, message)),
    )
    for (const step of mine) step.reservation.state = state
  }
}

function toEvent(step: WorkStep, fromState: string, toState: string, message: string): EventInput {
  const { reservation } = step
  return {
    kind: 'reservation',
    subjectId: reservation.id,
    networkId: reservation.networkId,
    clusterId: reservation.clusterId,
    gridId: reservation.gridId,
    fromState,
    toState,
    message,
    actorId: step.operation.actorId,
  }
}

/** False when the reservation had moved on: a quick node's removal may be seen before the answer to our DELETE. */
async function writeReservation(tx: Transaction, { step, change }: Decision): Promise<boolean> {
  if (Object.keys(change.reservation).length === 0) return true
  const { count } = await tx.reservation.updateMany({
    where: {
      id: step.reservationId,
      ...(change.reservation.state === 'deleting' && { state: { not: 'deleted' } }),
    },
    data: change.reservation,
  })
  return count > 0
}

/** Writes decisions in one transaction and ends the operations they decide. */
export async function writeDecisions(
  db: PrismaClient,
  decisions: readonly Decision[],
  now: number,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const written = await writeSteps(tx, decisions)
    const told: Decision[] = []
    for (const decision of written) if (await writeReservation(tx, decision)) told.push(decision)
    await recordEvents(
      tx,
      told.flatMap(({ step, change }) => {
        const toState = change.reservation.state ?? step.reservation.state
        // The same trouble again and again is one line of the story.
        const isOld = change.step.error !== null && change.step.error === step.error
        return change.message === null || isOld
          ? []
          : [toEvent(step, step.reservation.state, toState, change.message)]
      }),
    )
    await settleOperations(
      tx,
      written.map(({ step }) => step.operationId),
      now,
    )
  })
  notify('events')
}

/** Writes the steps' side, alike ones together. Answers those that nobody else decided meanwhile. */
async function writeSteps(tx: Transaction, decisions: readonly Decision[]): Promise<Decision[]> {
  const alike = new Map<string, Decision[]>()
  for (const decision of decisions) {
    const key = JSON.stringify(decision.change.step)
    alike.set(key, [...(alike.get(key) ?? []), decision])
  }
  const written = new Set<string>()
  for (const group of alike.values()) {
    const [first] = group
    if (!first) continue
    const { state, error, nextAttemptAt } = first.change.step
    const rows = await tx.step.updateManyAndReturn({
      where: {
        id: { in: group.map(({ step }) => step.id) },
        state: { in: ['running', 'unknown', 'waiting'] },
      },
      data: {
        state,
        error,
        ...(nextAttemptAt === undefined ? {} : { nextAttemptAt: new Date(nextAttemptAt) }),
      },
      select: { id: true },
    })
    for (const { id } of rows) written.add(id)
  }
  return decisions.filter(({ step }) => written.has(step.id))
}
