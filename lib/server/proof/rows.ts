import { z } from 'zod'
import type { DomainError } from '@/lib/errors/domain-error'
import { isDomainError } from '@/lib/errors/domain-error'
import type { ProofFailure, ProofOutcome } from '@/lib/schemas/proofs'
import { db } from '@/lib/server/db/client'
import { recordEvent } from '@/lib/server/events/record-event'
import { machineId } from '@/lib/server/jobs/machine-id'
import { isProcessAlive } from '@/lib/server/jobs/process-alive'
import { holderToken, runningProof } from './running'

/** Proofs kept of one network. */
export const KEPT_PROOFS = 20
/** A proof of another machine that began longer ago is over: four times what one may take, for no two clocks agree. */
const ABANDONED_MS = 8 * 60_000

const holderSchema = z.object({ token: z.string(), pid: z.number(), host: z.string() })

/** The process a row names as the one that runs it. */
export function holderText(): string {
  return JSON.stringify({ token: holderToken(), pid: process.pid, host: machineId() })
}

/** How a proof ends when its process does. */
export const STOPPED: ProofFailure = {
  code: 'PROOF_FAILED',
  message: 'The cockpit was stopped while it proved this; there is no result.',
}

/** How a proof ended. */
export type ProofEnd = { outcome: ProofOutcome } | { error: ProofFailure }

/** What is kept of an error. */
export function toFailure(error: unknown): ProofFailure {
  if (!isDomainError(error))
    return { code: 'INTERNAL', message: 'The proof broke off inside the cockpit; its log has why.' }
  return { code: error.code, message: error.message, ...missingOf(error) }
}

function missingOf({ details }: DomainError): { missing?: string[] } {
  const parsed = z.array(z.string()).safeParse(details['missing'])
  return parsed.success ? { missing: parsed.data } : {}
}

/** Writes how a proof ended, unless somebody did before, and lets the next one begin. */
export async function finishProof(id: string, end: ProofEnd): Promise<void> {
  await db().$transaction(async (tx) => {
    const { count } = await tx.proof.updateMany({
      where: { id, state: 'running' },
      data: { slot: null, progress: null, finishedAt: new Date(), ...columnsOf(end) },
    })
    if (count === 0) return
    const proof = await tx.proof.findUniqueOrThrow({ where: { id }, include: { network: true } })
    await recordEvent(tx, {
      kind: 'network',
      subjectId: proof.networkId,
      networkId: proof.networkId,
      gridId: proof.network.gridId,
      message: sentenceOf(proof.network.name, end),
    })
    const old = await tx.proof.findMany({
      where: { networkId: proof.networkId, slot: null },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      skip: KEPT_PROOFS,
      select: { id: true },
    })
    await tx.proof.deleteMany({ where: { id: { in: old.map((row) => row.id) } } })
  })
}

function columnsOf(end: ProofEnd) {
  if ('error' in end) return { state: 'failed', error: JSON.stringify(end.error) }
  const { pairs, agreeing } = end.outcome
  return { state: 'done', outcome: JSON.stringify(end.outcome), pairs, agreeing }
}

function sentenceOf(name: string, end: ProofEnd): string {
  if ('error' in end) return `Proving ${name} by booting ended without a result.`
  const { pairs, agreeing } = end.outcome
  return `${name} was proven by booting: ${agreeing} of ${pairs} pairs as predicted.`
}

/** Ends rows whose process is gone: the cockpit was stopped or fell while it proved something. */
export async function settleAbandoned(): Promise<void> {
  const rows = await db().proof.findMany({ where: { state: 'running' } })
  for (const row of rows) if (isAbandoned(row)) await finishProof(row.id, { error: STOPPED })
}

function isAbandoned(row: { id: string; holder: string; startedAt: Date }): boolean {
  const holder = holderSchema.parse(JSON.parse(row.holder))
  if (holder.host !== machineId()) return Date.now() - row.startedAt.getTime() > ABANDONED_MS
  if (holder.pid !== process.pid) return !isProcessAlive(holder.pid)
  return holder.token !== holderToken() || runningProof(row.id) === null
}
