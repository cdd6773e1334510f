import { spawn, type ChildProcess } from 'node:child_process'
import { DomainError, type ErrorCode } from '@/lib/errors/domain-error'
import { HTTP_STATUS } from '@/lib/errors/http-status'
import { childEnvironment, type Command } from '@/lib/linux/run'
import type { ProofError, ProofEvent, ProofRequest, ProofResult } from '@/lib/schemas/proof'
import { log } from '@/lib/server/log'
import { EventLines } from './event-lines'

/** One run of the helper process. */
export interface HelperRun {
  command: Command
  request: ProofRequest
  /** milliseconds after which all of it is killed */
  limitMs: number
  /** aborted: all of it is killed at once */
  signal: AbortSignal
  onEvent: (event: ProofEvent) => void
}

const LAST_WORDS_MS = 1_000
const MAX_STDERR_CHARACTERS = 2_000

/**
 * Runs the helper as a process group of its own, without any of our environment, and kills the whole group when it is
 * over, whatever the reason. Its standard input stays open: should we be killed, its end tells the helper.
 *
 * @throws DomainError what the helper refused, `PROOF_TIMEOUT`, `PROOF_FAILED`; the reason of `signal`
 */
export async function runHelper(run: HelperRun): Promise<ProofResult> {
  run.signal.throwIfAborted()
  const child = spawn(run.command.program, run.command.args, {
    detached: true,
    env: childEnvironment() as NodeJS.ProcessEnv,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const kill = () => killGroup(child.pid)
  process.once('exit', kill)
  const limit = setTimeout(kill, run.limitMs)
  run.signal.addEventListener('abort', kill, { once: true })
  const started = performance.now()
  try {
    const end = await listen(child, run, kill)
    run.signal.throwIfAborted()
    const isLate = performance.now() - started >= run.limitMs
    return resultOf(end, isLate ? timedOut(run.limitMs) : null)
  } finally {
    clearTimeout(limit)
    run.signal.removeEventListener('abort', kill)
    process.off('exit', kill)
    kill()
  }
}

interface HelperEnd {
  last: ProofResult | ProofError | null
  broken: unknown
}

/** Follows the output until the process is gone and nothing of its group can write any more. */
async function listen(child: ChildProcess, run: HelperRun, kill: () => void): Promise<HelperEnd> {
  const end: HelperEnd = { last: null, broken: null }
  const lines = new EventLines((event) => {
    if (end.last) return
    if (event.type === 'result' || event.type === 'error') end.last = event
    else run.onEvent(event)
  })
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    if (end.broken) return
    try {
      lines.push(chunk)
    } catch (error) {
      end.broken = error
      kill()
    }
  })
  let said = ''
  child.stderr
    ?.setEncoding('utf8')
    .on('data', (chunk: string) => (said = (said + chunk).slice(-MAX_STDERR_CHARACTERS)))
  child.stdin?.on('error', () => {}).write(`${JSON.stringify(run.request)}\n`)
  await gone(child, kill, (error) => (end.broken ??= error))
  if (said.trim() !== '') log('warn', 'the proof helper said', { said })
  return end
}

/** The leader's end is the end: what it left in its group is killed, and then its pipes close. */
function gone(
  child: ChildProcess,
  kill: () => void,
  onError: (error: unknown) => void,
): Promise<void> {
  return new Promise((resolve) => {
    child.once('close', () => resolve())
    child.once('error', (error) => {
      onError(failed('could not be started', error))
      resolve()
    })
    child.once('exit', () => {
      kill()
      setTimeout(resolve, LAST_WORDS_MS).unref()
    })
  })
}

function resultOf({ last, broken }: HelperEnd, late: DomainError | null): ProofResult {
  if (broken) throw broken
  if (last?.type === 'result') return last
  if (last) throw refusal(last)
  throw late ?? failed('ended without a result')
}

/** What the helper refused, under its own code when that is one of ours. */
function refusal({ code, message, missing }: ProofError): DomainError {
  const known = Object.hasOwn(HTTP_STATUS, code) ? (code as ErrorCode) : 'PROOF_FAILED'
  return new DomainError(known, message.slice(0, 2_000), missing ? { missing } : {})
}

function timedOut(limitMs: number): DomainError {
  return new DomainError(
    'PROOF_TIMEOUT',
    `The proof was not done within ${Math.round(limitMs / 1000)} s and was killed; nothing of it is left. Prove a smaller network.`,
  )
}

function failed(what: string, cause?: unknown): DomainError {
  return new DomainError(
    'PROOF_FAILED',
    `The proof's helper ${what}; nothing of it is left. Try again, and look into the cockpit's log when that does not help.`,
    {},
    { cause },
  )
}

/** Ends a process group at once. */
function killGroup(leader: number | undefined): void {
  if (leader === undefined) return
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // nothing of it is left
  }
}
