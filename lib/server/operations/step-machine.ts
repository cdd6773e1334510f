import { isLiveState, type ReservationState } from '@/lib/protocol/states'

/**
 * What becomes of a step and its reservation, as pure functions: the runner does the effects, these decide.
 *
 * A step is `waiting` (nothing of this attempt has left), `running` (a request may be on its way), `unknown` (it may
 * have arrived: look before sending again), `done` or `failed`.
 */
export type StepState = 'waiting' | 'running' | 'unknown' | 'done' | 'failed'
export type StepKind = 'post' | 'delete'

/** What the decision depends on. Instants are milliseconds. */
export interface StepFacts {
  kind: StepKind
  /** requests tried so far, this one included */
  attempts: number
  endsAt: number
  /** what the node answered so far */
  resultState: string | null
}

/** How one attempt ended. */
export type StepOutcome =
  /** the explorer stored it, or it was found there by its signature */
  | { type: 'stored'; number: string; message: string }
  /** looked for twice with a pause: it is not there, sending is safe */
  | { type: 'absent' }
  /** the explorer took the DELETE, or somebody had asked before */
  | { type: 'delete-taken'; number: string }
  /** the node has removed it already */
  | { type: 'removed'; number: string }
  /** nothing of it was ever stored, so there is nothing to delete */
  | { type: 'nothing-there' }
  /** under its number stands something else, and it is nowhere on its node */
  | { type: 'not-ours'; message: string }
  | { type: 'rejected'; message: string }
  | { type: 'not-sent'; message: string }
  | { type: 'unknown'; message: string }
  /** its end instant passed before anything could be done */
  | { type: 'too-late' }

/** What to write after an attempt; absent parts stay as they are. */
export interface StepChange {
  step: { state: StepState; error: string | null; nextAttemptAt?: number }
  reservation: { state?: ReservationState; gridNumber?: string; error?: string | null }
  /** event sentence; null when nothing worth telling happened */
  message: string | null
}

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000

/** Pause after the n-th attempt: 1, 2, 4 … 60 seconds. */
export function pauseAfter(attempts: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(Math.max(attempts - 1, 0), 6))
}

const TOO_LATE = 'Its end instant passed before it could be sent. Nothing was sent.'

/** The state a reservation has by what its node answered. */
export function stateByResult(resultState: string | null): ReservationState {
  if (resultState === 'ok') return 'deployed'
  return resultState === null ? 'submitted' : 'failed'
}

/** Decides what an attempt's outcome means. Nothing is tried again at or after the end instant. */
export function afterOutcome(facts: StepFacts, outcome: StepOutcome, now: number): StepChange {
  return facts.kind === 'post' ? afterPost(facts, outcome, now) : afterDelete(facts, outcome, now)
}

function done(reservation: StepChange['reservation'], message: string): StepChange {
  return { step: { state: 'done', error: null }, reservation, message }
}

function failed(
  error: string,
  reservation: StepChange['reservation'],
  message = error,
): StepChange {
  return { step: { state: 'failed', error }, reservation, message }
}

function later(facts: StepFacts, state: StepState, error: string, now: number): StepChange {
  const nextAttemptAt = now + pauseAfter(facts.attempts)
  return { step: { state, error, nextAttemptAt }, reservation: {}, message: error }
}

function afterPost(facts: StepFacts, outcome: StepOutcome, now: number): StepChange {
  switch (outcome.type) {
    case 'stored': {
      const { number, message } = outcome
      return done({ state: 'submitted', gridNumber: number, error: null }, message)
    }
    case 'absent':
      return {
        step: { state: 'waiting', error: null, nextAttemptAt: now },
        reservation: { state: 'signed' },
        message: 'The explorer does not have it; sending it again.',
      }
    case 'rejected':
      return failed(outcome.message, { state: 'failed', error: outcome.message })
    case 'not-sent': {
      if (now + pauseAfter(facts.attempts) >= facts.endsAt)
        return failed(TOO_LATE, { state: 'failed', error: TOO_LATE })
      const change = later(facts, 'waiting', outcome.message, now)
      return { ...change, reservation: { state: 'signed' } }
    }
    case 'unknown':
      return now >= facts.endsAt
        ? failed(outcome.message, { state: 'expired', error: outcome.message })
        : later(facts, 'unknown', outcome.message, now)
    case 'too-late':
      return failed(TOO_LATE, { state: 'failed', error: TOO_LATE })
    default:
      throw new Error(`A post step cannot end as ${outcome.type}.`)
  }
}

function afterDelete(facts: StepFacts, outcome: StepOutcome, now: number): StepChange {
  switch (outcome.type) {
    case 'delete-taken':
      return done(
        { state: 'deleting', gridNumber: outcome.number, error: null },
        'The explorer was asked to delete it; waiting for the node.',
      )
    case 'removed':
      return done(
        { state: 'deleted', gridNumber: outcome.number, error: null },
        'The node has removed it.',
      )
    case 'nothing-there':
      return done(
        { state: 'deleted', error: null },
        'It never reached the explorer: nothing to delete.',
      )
    case 'too-late':
      return done(
        { state: 'expired', error: null },
        'It ended by itself before it could be deleted.',
      )
    case 'not-ours':
      return failed(outcome.message, { state: 'lost', error: outcome.message })
    case 'rejected':
      return failed(outcome.message, {
        state: stateByResult(facts.resultState),
        error: `It could not be deleted: ${outcome.message}`,
      })
    // Reading it again before the next DELETE makes a repeat harmless, sent or not.
    case 'not-sent':
      return later(facts, 'waiting', outcome.message, now)
    case 'unknown':
      return later(facts, 'unknown', outcome.message, now)
    default:
      throw new Error(`A delete step cannot end as ${outcome.type}.`)
  }
}

/** A step another one waits for. */
export interface WaitedStep {
  kind: StepKind
  state: StepState
  reservationState: ReservationState
}

/**
 * Whether a step may start. A post waits until what it builds on is deployed (and fails with it); a delete waits until
 * posts are decided and earlier removals are done, because a node takes a network away from under its workloads.
 */
export function readiness(
  kind: StepKind,
  waited: readonly WaitedStep[],
): 'ready' | 'wait' | 'blocked' {
  const verdicts = waited.map((step) =>
    kind === 'post' ? postAfter(step) : deleteAfter(step) ? 'ready' : 'wait',
  )
  if (verdicts.includes('blocked')) return 'blocked'
  return verdicts.includes('wait') ? 'wait' : 'ready'
}

function postAfter({ kind, state, reservationState }: WaitedStep): 'ready' | 'wait' | 'blocked' {
  if (state === 'failed') return 'blocked'
  if (state !== 'done') return 'wait'
  if (kind === 'delete') return isLiveState(reservationState) ? 'wait' : 'ready'
  if (reservationState === 'deployed' || reservationState === 'expiring') return 'ready'
  return reservationState === 'submitted' ? 'wait' : 'blocked'
}

function deleteAfter({ kind, state, reservationState }: WaitedStep): boolean {
  if (state !== 'done' && state !== 'failed') return false
  return kind === 'post' || state === 'failed' || !isLiveState(reservationState)
}

/** One step with its reservation, as far as an operation's end depends on it. */
export interface SettledStep {
  kind: StepKind
  state: StepState
  reservationState: ReservationState
}

/**
 * The state of an operation: it runs until every request is decided and every reservation has its answer (a post:
 * deployed or not; a delete: gone or not). A node that never answers keeps it running until the end instant, but
 * that blocks nothing: only undecided steps do.
 */
export function operationState(steps: readonly SettledStep[]): 'running' | 'done' | 'failed' {
  const verdicts = steps.map(stepVerdict)
  if (verdicts.includes('running')) return 'running'
  return verdicts.includes('failed') ? 'failed' : 'done'
}

function stepVerdict({
  kind,
  state,
  reservationState,
}: SettledStep): 'running' | 'done' | 'failed' {
  if (state === 'failed') return 'failed'
  if (state !== 'done') return 'running'
  if (kind === 'delete') {
    if (reservationState === 'lost') return 'failed'
    return reservationState === 'deleting' ? 'running' : 'done'
  }
  if (reservationState === 'submitted') return 'running'
  return ['failed', 'lost', 'drifted'].includes(reservationState) ? 'failed' : 'done'
}
