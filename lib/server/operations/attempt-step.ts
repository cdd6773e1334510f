import type { Identity } from '@/lib/crypto/identity'
import { isDomainError } from '@/lib/errors/domain-error'
import type { GridDriver, GridReservation, WriteFailure } from '@/lib/server/grid/driver'
import type { StepOutcome } from './step-machine'

/** What an attempt needs to know of the reservation. */
export interface AttemptTarget {
  nodeId: string
  body: string
  signature: string
  gridNumber: string | null
  endsAt: number
}

/** Moments at which a test may stop the process. */
export type FaultPoint =
  'claimed' | 'before-request' | 'after-request' | 'before-look' | 'committed' | 'checked'

/** The effects of an attempt. */
export interface AttemptDeps {
  driver: GridDriver
  identity: () => Promise<Identity>
  now: () => number
  pause: (ms: number) => Promise<void>
  /** time between two looks for something that may still be on its way */
  absenceGapMs: number
  /** false when this process may no longer send */
  maySend: () => boolean
  fault: (point: FaultPoint) => void
  signal: AbortSignal
}

const NOT_OURS =
  'Under its number the explorer has something else, and nothing of this reservation on its node. Nothing was sent.'
const PAUSED: StepOutcome = {
  type: 'not-sent',
  message: 'The cockpit was busy or stopping; nothing was sent.',
}

function fromFailure({ outcome, error }: WriteFailure): StepOutcome {
  return { type: outcome, message: error.message }
}

/** Finds a reservation on its node by its signature: the number it has there, or null. */
export async function findBySignature(
  driver: GridDriver,
  target: Pick<AttemptTarget, 'nodeId' | 'signature'>,
  signal?: AbortSignal,
): Promise<string | null> {
  try {
    const list = await driver.pollNode(target.nodeId, { signal })
    const found = list.find((entry) => entry.signature === target.signature && entry.number !== '')
    return found?.number ?? null
  } catch (error) {
    // A definite no: the explorer does not know the node, so it has nothing of it.
    if (isDomainError(error, 'GRID_REJECTED')) return null
    throw error
  }
}

/** Posts the exact body once. */
export async function attemptPost(target: AttemptTarget, deps: AttemptDeps): Promise<StepOutcome> {
  if (deps.now() >= target.endsAt) return { type: 'too-late' }
  const identity = await deps.identity()
  deps.fault('before-request')
  if (!deps.maySend() || deps.signal.aborted) return PAUSED
  // Not aborted by a stop: a request that may have left is read to its end.
  const outcome = await deps.driver.submit(target.nodeId, target.body, identity)
  deps.fault('after-request')
  if (outcome.outcome !== 'created') return fromFailure(outcome)
  const { number } = outcome
  return { type: 'stored', number, message: `The explorer stored it as ${number}-1.` }
}

/** Looks for a post whose answer is not known: found, or absent twice with a pause between. */
export async function lookForPost(target: AttemptTarget, deps: AttemptDeps): Promise<StepOutcome> {
  deps.fault('before-look')
  try {
    const first = await findBySignature(deps.driver, target, deps.signal)
    if (first === null) await deps.pause(deps.absenceGapMs)
    const number = first ?? (await findBySignature(deps.driver, target, deps.signal))
    if (number === null) return { type: 'absent' }
    return { type: 'stored', number, message: `Found on the explorer as ${number}-1.` }
  } catch (error) {
    return { type: 'unknown', message: `${sentenceOf(error)} Looking for it before sending again.` }
  }
}

function sentenceOf(error: unknown): string {
  if (isDomainError(error)) return error.message
  throw error
}

/** Reads a reservation under its number, or under the number its signature has now; null when it is nowhere. */
export async function readOurs(
  target: Pick<AttemptTarget, 'nodeId' | 'signature' | 'gridNumber'>,
  driver: GridDriver,
  signal?: AbortSignal,
): Promise<GridReservation | null> {
  if (target.gridNumber !== null) {
    const seen = await readUnder(target.gridNumber, target, driver, signal)
    if (seen) return seen
  }
  const number = await findBySignature(driver, target, signal)
  return number === null ? null : readUnder(number, target, driver, signal)
}

/** What stands under a number, when it is ours. */
async function readUnder(
  number: string,
  target: Pick<AttemptTarget, 'signature'>,
  driver: GridDriver,
  signal?: AbortSignal,
): Promise<GridReservation | null> {
  const seen = await driver.getReservation(number, { signal })
  return seen?.signature === target.signature ? { ...seen, number } : null
}

/** Asks for a deletion, after making sure that what stands under the number is ours. */
export async function attemptDelete(
  target: AttemptTarget,
  deps: AttemptDeps,
): Promise<StepOutcome> {
  if (deps.now() >= target.endsAt) return { type: 'too-late' }
  let seen: GridReservation | null
  try {
    seen = await readOurs(target, deps.driver, deps.signal)
  } catch (error) {
    return { type: 'not-sent', message: sentenceOf(error) }
  }
  deps.fault('checked')
  if (!seen)
    return target.gridNumber === null
      ? { type: 'nothing-there' }
      : { type: 'not-ours', message: NOT_OURS }
  const { number } = seen
  if (seen.deleted) return { type: 'removed', number }
  if (seen.reservation.toDelete) return { type: 'delete-taken', number }
  return sendDelete(number, deps)
}

async function sendDelete(number: string, deps: AttemptDeps): Promise<StepOutcome> {
  const identity = await deps.identity()
  deps.fault('before-request')
  if (!deps.maySend() || deps.signal.aborted) return PAUSED
  const outcome = await deps.driver.requestDelete(number, identity)
  deps.fault('after-request')
  if (outcome.outcome === 'accepted') return { type: 'delete-taken', number }
  if (outcome.outcome === 'missing') return { type: 'not-ours', message: NOT_OURS }
  return fromFailure(outcome)
}
