import { toBase64 } from '@/lib/crypto/encoding'
import { isDomainError } from '@/lib/errors/domain-error'
import { encodeResult, signResult, verifyResult, type GridResult } from '@/lib/protocol/reservation'
import { formatTimestamp } from '@/lib/protocol/timestamp'
import type { Reservation } from '@/lib/protocol/types'
import { readClientMark } from '@/lib/protocol/workloads'
import { decide, endOf } from './engine/decide'
import type { Decision, Machine } from './engine/types'
import type { ExplorerClient } from './explorer-client'
import {
  dueEntries,
  gone,
  liveWorkloads,
  removedSteps,
  withEntry,
  type Ledger,
  type LedgerEntry,
} from './ledger'
import { createBackoff, pause } from './timing'

/** Switches for tests; they may change while the node runs. */
export interface Switches {
  /** wait before each answer, milliseconds */
  delayMs: number
  /** share of good reservations that are answered with an error, 0–1 */
  failureRate: number
}

export interface WorkerOptions {
  machine: Machine
  client: ExplorerClient
  ledger: Ledger
  save: (ledger: Ledger) => Promise<void>
  switches: Readonly<Switches>
  signal: AbortSignal
  now: () => number
  random: () => number
  log: (line: string) => void
  /** something the node reports has changed */
  onChange: () => void
}

/** Carries out what the engine decides, remembers it, and answers the explorer until it has been heard. */
export type Worker = ReturnType<typeof createWorker>

/** Makes the worker of one node. */
export function createWorker(options: WorkerOptions) {
  const { machine, client, now, log } = options
  const nodeId = machine.identity.id
  const backoff = createBackoff(500, 5_000)
  let ledger = options.ledger
  let retryAt = 0
  let turn: Promise<unknown> = Promise.resolve()

  /** One thing at a time: a decision sees the ledger as the one before left it. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const next = turn.then(work)
    turn = next.catch(() => undefined)
    return next
  }

  async function remember(entry: LedgerEntry) {
    ledger = withEntry(ledger, entry)
    await options.save(ledger)
  }

  async function handle(reservation: Reservation, isReplay: boolean) {
    const known = knownEntry(ledger, reservation)
    if (known) return reservation.toDelete ? release(known) : undefined
    const fresh = newEntry(reservation)
    const restored = isReplay ? await recall(reservation, fresh) : null
    if (restored) return remember(restored)
    const decision = withFaults(decideNow(reservation), options)
    if (decision.kind === 'discard') return release(fresh)
    await pause(options.switches.delayMs, options.signal)
    const entry = answered(fresh, decision, reservation)
    await remember(entry)
    log(
      `${reservation.id} ${reservation.type}: ${decision.kind === 'run' ? 'runs' : decision.error}`,
    )
    options.onChange()
    await tell(entry)
  }

  function decideNow(reservation: Reservation): Decision {
    const live = liveWorkloads(ledger)
    return decide(reservation, { machine, live, removedSteps: removedSteps(ledger), now: now() })
  }

  /** After a lost ledger: what the explorer already has from this node is not answered again. */
  async function recall(reservation: Reservation, fresh: LedgerEntry): Promise<LedgerEntry | null> {
    const detail = await client.getReservation(reservation.id)
    if (detail?.isDeleted) return { ...gone(fresh), isGoneTold: true }
    if (!detail?.result || reservation.toDelete || !isOurs(detail.result, nodeId)) return null
    if (detail.result.state !== 'ok') return fresh
    const decision = decideNow(reservation)
    return decision.kind === 'run' ? { ...fresh, workload: decision.workload } : null
  }

  function answered(fresh: LedgerEntry, decision: Decision, reservation: Reservation): LedgerEntry {
    const isRun = decision.kind === 'run'
    const result = signResult(
      {
        type: reservation.type,
        id: reservation.id,
        created: formatTimestamp(now()),
        state: isRun ? 'ok' : 'error',
        error: decision.kind === 'refuse' ? decision.error : '',
        data: isRun ? decision.resultData : 'null',
      },
      machine.identity,
    )
    const workload = isRun ? decision.workload : null
    return { ...fresh, workload, unsentResult: encodeResult(result) }
  }

  async function release(entry: LedgerEntry) {
    if (entry.isGone && entry.isGoneTold) return
    const left = gone(entry)
    await remember(left)
    if (entry.workload) log(`${entry.id} ${entry.workload.type}: removed`)
    options.onChange()
    await tell(left)
  }

  /** Sends what the explorer has not heard; a failure is tried again at a later tick. */
  async function tell(entry: LedgerEntry) {
    try {
      if (entry.unsentResult !== null) await client.putResult(entry.id, entry.unsentResult)
      else if (entry.isGone && !entry.isGoneTold) await client.putDeleted(entry.id)
      backoff.reset()
    } catch (error) {
      options.signal.throwIfAborted()
      log(`${entry.id}: ${error instanceof Error ? error.message : String(error)}`)
      if (!isFinal(error)) {
        retryAt = now() + backoff.take()
        return
      }
    }
    await remember({ ...entry, unsentResult: null, isGoneTold: entry.isGone })
  }

  async function tick() {
    for (const entry of dueEntries(ledger, now())) await release(entry)
    if (now() < retryAt) return
    const untold = ledger.entries.filter(isUntold)
    for (const entry of untold) if (now() >= retryAt) await tell(entry)
  }

  return {
    /** Takes one reservation from a poll; `isReplay`: it came with everything of the node. */
    handle: (reservation: Reservation, isReplay: boolean) =>
      inTurn(() => handle(reservation, isReplay)),
    /** Removes what is over and repeats answers that were not heard. Cheap when there is nothing to do. */
    tick: () => inTurn(tick),
    ledger: () => ledger,
  }
}

const isUntold = (entry: LedgerEntry) =>
  entry.unsentResult !== null || (entry.isGone && !entry.isGoneTold)

/** A refusal of the explorer that will not change; its "try later" and its own failures are not. */
function isFinal(error: unknown): boolean {
  const status = isDomainError(error, 'GRID_REJECTED') ? Number(error.details.status) : 0
  return status >= 400 && status < 500 && ![408, 409, 429].includes(status)
}

/** An id names what we remember only when the signature is the same: a restarted explorer counts from 0 again. */
function knownEntry(ledger: Ledger, reservation: Reservation): LedgerEntry | undefined {
  const signature = toBase64(reservation.signature)
  return ledger.entries.find(
    (entry) => entry.id === reservation.id && entry.signature === signature,
  )
}

function newEntry(reservation: Reservation): LedgerEntry {
  return {
    id: reservation.id,
    number: Number.parseInt(reservation.id, 10),
    signature: toBase64(reservation.signature),
    endsAt: endOf(reservation) ?? 0,
    workload: null,
    step: stepOf(reservation),
    unsentResult: null,
    isGone: false,
    isGoneTold: false,
  }
}

function stepOf({ data }: Reservation): string | null {
  try {
    return readClientMark(data)?.step ?? null
  } catch {
    return null
  }
}

function isOurs(result: GridResult, nodeId: string): boolean {
  return result.signature.length > 0 && verifyResult(result, nodeId)
}

function withFaults(decision: Decision, { switches, random }: WorkerOptions): Decision {
  if (decision.kind !== 'run' || random() >= switches.failureRate) return decision
  const { endsAt } = decision.workload
  return {
    kind: 'refuse',
    error: 'Simulated failure: this farm was told to fail some workloads.',
    endsAt,
  }
}
