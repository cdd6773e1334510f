import { isDomainError } from '@/lib/errors/domain-error'
import type { Command } from '@/lib/linux/run'
import type { Reachability } from '@/lib/network/matrix'
import { proofRequestSchema, type ProofRequest } from '@/lib/schemas/proof'
import type { ProofFailure, ProofOutcome } from '@/lib/schemas/proofs'
import { db } from '@/lib/server/db/client'
import { log } from '@/lib/server/log'
import { stopSignal } from '@/lib/server/stopping'
import { runHelper } from './helper'
import { toOutcome, type Built } from './outcome'
import { ProgressCounter } from './progress'
import { finishProof, STOPPED, toFailure, type ProofEnd } from './rows'
import type { RunningProof } from './running'
import type { ProofSubject } from './subject'

/** How the helper is run. */
export interface ProofDeps {
  command: Command
  /** milliseconds after which all of it is killed */
  limitMs: number
}

interface Prepared {
  subject: ProofSubject
  prediction: Reachability
}

/** How often progress is written for other processes, and their wish to cancel read. */
const TICK_MS = 1_000
/** Of the limit, what the helper has for itself: it says itself that the time is over, and removes what it built. */
const OWN_SHARE = 0.92

/** Runs a proof to its end and writes how it ended. Never throws. */
export async function followProof(
  run: RunningProof,
  prepared: Prepared,
  deps: ProofDeps,
): Promise<void> {
  const ticker = setInterval(() => void tick(run), TICK_MS)
  const stopping = stopSignal()
  const onStop = () => run.end(STOPPED)
  if (stopping.aborted) onStop()
  stopping.addEventListener('abort', onStop, { once: true })
  try {
    await finishProof(run.id, await endOf(run, prepared, deps))
  } catch (error) {
    log('error', 'the end of a proof was not written', { proof: run.id, error })
  } finally {
    clearInterval(ticker)
    stopping.removeEventListener('abort', onStop)
  }
}

async function endOf(run: RunningProof, prepared: Prepared, deps: ProofDeps): Promise<ProofEnd> {
  try {
    return { outcome: await measure(run, prepared, deps) }
  } catch (error) {
    if (run.endedBy) return { error: run.endedBy }
    if (!isDomainError(error)) log('error', 'a proof broke off', { proof: run.id, error })
    return { error: toFailure(error) }
  }
}

async function measure(
  run: RunningProof,
  { subject, prediction }: Prepared,
  { command, limitMs }: ProofDeps,
): Promise<ProofOutcome> {
  const counter = new ProgressCounter(run.progress)
  let built: Built | null = null
  const result = await runHelper({
    command,
    limitMs,
    request: requestOf(subject, limitMs),
    signal: run.signal,
    onEvent: (event) => {
      if (event.type === 'built') built = event
      run.progress = counter.after(event)
    },
  })
  return toOutcome(subject, prediction, { result, built })
}

function requestOf({ network, mode }: ProofSubject, limitMs: number): ProofRequest {
  const seconds = Math.max(1, Math.floor((limitMs * OWN_SHARE) / 1000))
  return proofRequestSchema.parse({ network, mode, limits: { seconds } })
}

/** Other processes read progress from the row and write there that it should end; a row that is gone ends it too. */
async function tick(run: RunningProof): Promise<void> {
  try {
    const { count } = await db().proof.updateMany({
      where: { id: run.id, state: 'running' },
      data: { progress: JSON.stringify(run.progress) },
    })
    const row = count > 0 && (await db().proof.findUnique({ where: { id: run.id } }))
    if (!row) run.end(cancelledBy('somebody who deleted its network'))
    else if (row.cancelledBy !== null) run.end(cancelledBy(row.cancelledBy))
  } catch {
    // a busy database: the next tick tries again
  }
}

/** How a proof ends that somebody cancelled. */
export function cancelledBy(name: string): ProofFailure {
  return {
    code: 'PROOF_CANCELLED',
    message: `The proof was cancelled by ${name}; nothing of it is left.`,
  }
}
