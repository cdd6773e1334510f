import { DomainError } from '@/lib/errors/domain-error'
import {
  proofErrorSchema,
  proofOutcomeSchema,
  proofProgressSchema,
  type ProofList,
  type ProofSummary,
  type ProofView,
} from '@/lib/schemas/proofs'
import { peerMode } from '@/lib/schemas/fields'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db } from '@/lib/server/db/client'
import type { Proof } from '@/lib/server/db/generated/client'
import { by, recordEvent } from '@/lib/server/events/record-event'
import { loadNetwork } from '@/lib/server/networks/row'
import { proofAvailability } from './availability'
import { cancelledBy } from './follow'
import { settleAbandoned } from './rows'
import { runningProof } from './running'
import { subjectOf } from './subject'

/** Everything but the matrices, which are large. */
const WITHOUT_MATRICES = { outcome: true } as const
type SummaryRow = Omit<Proof, 'outcome'>

/**
 * Proofs of a network, newest first, and whether another can be made here.
 *
 * @throws DomainError `NOT_FOUND`
 */
export async function listProofs(actor: Actor, networkId: string): Promise<ProofList> {
  requireRole(actor, 'viewer')
  await settleAbandoned()
  const { text } = await subjectOf(await loadNetwork(networkId))
  const rows = await db().proof.findMany({
    where: { networkId },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    omit: WITHOUT_MATRICES,
  })
  return {
    availability: proofAvailability(),
    proofs: rows.map((row) => toSummary(row, row.subject === text)),
  }
}

/**
 * One proof: how far it is, or what it measured.
 *
 * @throws DomainError `NOT_FOUND`
 */
export async function getProof(actor: Actor, id: string): Promise<ProofView> {
  requireRole(actor, 'viewer')
  await settleAbandoned()
  const row = await db().proof.findUnique({ where: { id }, include: { network: true } })
  if (!row) throw unknown(id)
  const { text } = await subjectOf(row.network)
  return {
    ...toSummary(row, row.subject === text),
    progress: progressOf(row),
    outcome: row.outcome === null ? null : proofOutcomeSchema.parse(JSON.parse(row.outcome)),
  }
}

/**
 * Ends a proof that runs, here or in another process. One that is over stays as it is.
 *
 * @throws DomainError `NOT_FOUND`
 */
export async function cancelProof(actor: Actor, id: string): Promise<{ ok: true }> {
  requireRole(actor, 'operator')
  await settleAbandoned()
  const row = await db().proof.findUnique({ where: { id }, include: { network: true } })
  if (!row) throw unknown(id)
  const isWished = await db().$transaction(async (tx) => {
    const { count } = await tx.proof.updateMany({
      where: { id, state: 'running', cancelledBy: null },
      data: { cancelledBy: actor.name },
    })
    if (count === 0) return false
    await recordEvent(tx, {
      kind: 'network',
      subjectId: row.networkId,
      networkId: row.networkId,
      gridId: row.network.gridId,
      message: `Proving ${row.network.name} by booting was cancelled.`,
      ...by(actor),
    })
    return true
  })
  const run = runningProof(id)
  if (isWished) run?.end(cancelledBy(actor.name))
  await run?.ended
  return { ok: true }
}

function progressOf(row: Proof): ProofView['progress'] {
  if (row.state !== 'running') return null
  const here = runningProof(row.id)
  if (here) return here.progress
  return row.progress === null ? null : proofProgressSchema.parse(JSON.parse(row.progress))
}

function toSummary(row: SummaryRow, isCurrent: boolean): ProofSummary {
  return {
    id: row.id,
    networkId: row.networkId,
    revision: row.revision,
    mode: peerMode.parse(row.mode),
    state: row.state as ProofSummary['state'],
    isCurrent,
    startedBy: row.startedByName,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    pairs: row.pairs,
    agreeing: row.agreeing,
    error: row.error === null ? null : proofErrorSchema.parse(JSON.parse(row.error)),
  }
}

function unknown(id: string): DomainError {
  return new DomainError(
    'NOT_FOUND',
    'There is no such proof. Its network may have been deleted, or newer proofs replaced it.',
    { id },
  )
}
