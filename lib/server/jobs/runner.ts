import type { Identity } from '@/lib/crypto/identity'
import type { PrismaClient } from '@/lib/server/db/generated/client'
import { listen } from '@/lib/server/events/bus'
import type { GridDriver } from '@/lib/server/grid/driver'
import {
  attemptDelete,
  attemptPost,
  lookForPost,
  type AttemptDeps,
  type AttemptTarget,
  type FaultPoint,
} from '@/lib/server/operations/attempt-step'
import { afterOutcome, type StepKind, type StepOutcome } from '@/lib/server/operations/step-machine'
import { Committer } from './committer'
import { RunnerLease } from './leader'
import {
  claimSteps,
  dueSteps,
  loadSteps,
  recoverSteps,
  writeDecisions,
  type WorkStep,
} from './step-store'
import { sleep } from './timing'

/** Requests under way at once. */
export const PARALLEL_STEPS = 16
/** Between two looks for something that may still be on its way. */
export const ABSENCE_GAP_MS = 2_000
// Steps written by other processes announce themselves nowhere.
const IDLE_MS = 1_000

/** The runner's effects; tests replace some of them. */
export interface RunnerDeps {
  db: PrismaClient
  driverOf: (gridId: string) => Promise<GridDriver>
  identityOf: (identityId: string) => Promise<Identity>
  now?: () => number
  parallel?: number
  absenceGapMs?: number
  fault?: (point: FaultPoint) => void
  onError: (where: string, error: unknown) => void
}

/**
 * Carries out the steps of operations, each exactly once whatever happens to the process: see docs/architecture.md,
 * "Data that must never be lost or doubled".
 */
export class Runner {
  private readonly now: () => number
  private readonly lease: RunnerLease
  private readonly committer: Committer
  private readonly underWay = new Map<string, Promise<void>>()
  /** a claim failed, perhaps only its answer: what it may have claimed is looked at like after a crash */
  private isClaimUnsure = false

  constructor(private readonly deps: RunnerDeps) {
    this.now = deps.now ?? Date.now
    this.lease = new RunnerLease(deps.db)
    this.committer = new Committer(
      (decisions) => writeDecisions(deps.db, decisions, this.now()),
      (error) => deps.onError('writing what happened', error),
      (ms) => sleep(ms),
    )
  }

  /** Works until `signal` is aborted, then ends what is under way and gives the lease up. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const started = await this.startDue(signal).catch((error: unknown) => {
        this.deps.onError('starting steps', error)
        return 0
      })
      if (started === 0 || this.isFull()) await this.rest(signal)
    }
    await Promise.allSettled(this.underWay.values())
    await this.lease.release().catch((error: unknown) => this.deps.onError('releasing', error))
  }

  /** Whether nothing is left to do now: for tests and one-shot runs. */
  async isIdle(): Promise<boolean> {
    if (this.underWay.size > 0) return false
    const where = { state: { in: ['waiting', 'running', 'unknown'] } }
    return (await this.deps.db.step.count({ where })) === 0
  }

  private isFull(): boolean {
    return this.underWay.size >= (this.deps.parallel ?? PARALLEL_STEPS)
  }

  /** Starts what may start; answers how many. */
  private async startDue(signal: AbortSignal): Promise<number> {
    const hold = await this.lease.hold()
    if (hold === 'elsewhere') return 0
    const { db, parallel = PARALLEL_STEPS } = this.deps
    if (hold === 'taken' || this.isClaimUnsure)
      await recoverSteps(db, this.now(), [...this.underWay.keys()])
    const { ready, blocked } = await dueSteps(db, this.now())
    const stuck = blocked.filter((step) => !this.underWay.has(step.id)).map((step) => step.id)
    for (const step of await loadSteps(db, stuck)) this.start(step, this.block(step))
    const free = ready
      .filter((step) => !this.underWay.has(step.id))
      .slice(0, Math.max(0, parallel - this.underWay.size))
    this.isClaimUnsure = true
    const claimed = await claimSteps(db, free, this.now())
    this.isClaimUnsure = false
    for (const step of claimed) this.start(step, this.attempt(step, signal))
    return claimed.length
  }

  private start(step: WorkStep, work: Promise<void>): void {
    const ended = work
      .catch((error: unknown) => this.deps.onError(`step ${step.id}`, error))
      .finally(() => this.underWay.delete(step.id))
    this.underWay.set(step.id, ended)
  }

  private async block(step: WorkStep): Promise<void> {
    const message = 'What it builds on failed, so it was not sent.'
    await this.decide(step, { type: 'rejected', message })
  }

  private async attempt(step: WorkStep, signal: AbortSignal): Promise<void> {
    this.deps.fault?.('claimed')
    const outcome = await this.outcomeOf(step, signal).catch((error: unknown): StepOutcome => {
      this.deps.onError(`step ${step.id}`, error)
      // A fault of ours, such as a locked vault: what may have left is looked for before the next try.
      const message = 'The cockpit could not carry this out; its log has the cause.'
      return { type: 'unknown', message }
    })
    await this.decide(step, outcome)
    this.deps.fault?.('committed')
  }

  private async outcomeOf(step: WorkStep, signal: AbortSignal): Promise<StepOutcome> {
    const { reservation } = step
    const target: AttemptTarget = { ...reservation, endsAt: reservation.endsAt.getTime() }
    const deps = await this.attemptDeps(step, signal)
    if (step.kind === 'delete') return attemptDelete(target, deps)
    return step.state === 'unknown' ? lookForPost(target, deps) : attemptPost(target, deps)
  }

  private async attemptDeps(step: WorkStep, signal: AbortSignal): Promise<AttemptDeps> {
    const { deps } = this
    return {
      driver: await deps.driverOf(step.reservation.gridId),
      identity: () => deps.identityOf(step.reservation.identityId),
      now: this.now,
      pause: (ms) => sleep(ms, signal),
      absenceGapMs: deps.absenceGapMs ?? ABSENCE_GAP_MS,
      maySend: () => this.lease.maySend(),
      fault: (point) => deps.fault?.(point),
      signal,
    }
  }

  private async decide(step: WorkStep, outcome: StepOutcome): Promise<void> {
    const facts = {
      kind: step.kind as StepKind,
      attempts: step.attempts,
      endsAt: step.reservation.endsAt.getTime(),
      resultState: step.reservation.resultState,
    }
    await this.committer.commit({ step, change: afterOutcome(facts, outcome, this.now()) })
  }

  /** Until something of ours ends, new steps are announced, or the poll is due. */
  private async rest(signal: AbortSignal): Promise<void> {
    const nap = new AbortController()
    const wake = () => nap.abort()
    const undo = listen('steps', wake)
    signal.addEventListener('abort', wake, { once: true })
    try {
      await Promise.race([...this.underWay.values(), sleep(IDLE_MS, nap.signal)])
    } finally {
      wake()
      undo()
      signal.removeEventListener('abort', wake)
    }
  }
}
