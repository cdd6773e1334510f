import { randomUUID } from 'node:crypto'
import { DomainError } from '@/lib/errors/domain-error'
import type { Reachability } from '@/lib/network/matrix'
import type { ProofAvailability, ProofView } from '@/lib/schemas/proofs'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db } from '@/lib/server/db/client'
import { databaseTrouble } from '@/lib/server/db/trouble'
import { by, recordEvent } from '@/lib/server/events/record-event'
import { loadNetwork, type NetworkRow } from '@/lib/server/networks/row'
import { helperFile, proofAvailability, requireAvailable } from './availability'
import { followProof, type ProofDeps } from './follow'
import { getProof } from './proofs'
import { holderText, settleAbandoned } from './rows'
import { enterRun, type RunningProof } from './running'
import { predict, subjectOf, type ProofSubject } from './subject'

/** What starting needs from outside; tests bring a helper of their own. */
export interface StartDeps extends ProofDeps {
  availability: () => ProofAvailability
}

/** The one slot: its column is unique. */
const SLOT = 'one'
const LIMIT_MS = 120_000

const realDeps = (): StartDeps => ({
  availability: proofAvailability,
  command: { program: process.execPath, args: [helperFile()] },
  limitMs: LIMIT_MS,
})

/**
 * Begins to build the stored design with real WireGuard on this machine and to measure it. Answers at once; `getProof`
 * tells how far it is.
 *
 * @throws DomainError `NOT_FOUND`, `DESIGN_STALE`, `PROOF_UNAVAILABLE`, `PROOF_TOO_LARGE`, `PROOF_IMPOSSIBLE`,
 * `PROOF_BUSY`, whatever the planner refuses
 */
export async function startProof(
  actor: Actor,
  networkId: string,
  { revision }: { revision: number },
  deps: StartDeps = realDeps(),
): Promise<ProofView> {
  requireRole(actor, 'operator')
  const row = await loadNetwork(networkId)
  if (row.revision !== revision) throw stale(row.revision)
  requireAvailable(deps.availability())
  const subject = await subjectOf(row)
  const prediction = predict(subject)
  await settleAbandoned()
  const run = enterRun(randomUUID(), pairsOf(prediction))
  if (!run) throw await busy()
  try {
    await writeRow(actor, { row, subject, run })
  } catch (error) {
    run.leave()
    throw databaseTrouble(error) === 'taken' ? await busy() : error
  }
  void followProof(run, { subject, prediction }, deps).finally(run.leave)
  return getProof(actor, run.id)
}

const pairsOf = ({ names }: Reachability) => names.length * (names.length - 1)

async function writeRow(
  actor: Actor,
  { row, subject, run }: { row: NetworkRow; subject: ProofSubject; run: RunningProof },
): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.proof.create({
      data: {
        id: run.id,
        networkId: row.id,
        revision: row.revision,
        subject: subject.text,
        mode: subject.mode,
        state: 'running',
        slot: SLOT,
        holder: holderText(),
        progress: JSON.stringify(run.progress),
        startedById: actor.userId,
        startedByName: actor.name,
      },
    })
    await recordEvent(tx, {
      kind: 'network',
      subjectId: row.id,
      networkId: row.id,
      gridId: row.gridId,
      message: `Proving ${row.name} by booting began, revision ${row.revision}.`,
      ...by(actor),
    })
  })
}

function stale(revision: number): DomainError {
  return new DomainError(
    'DESIGN_STALE',
    `This is not the design that is saved now, revision ${revision}. Load it again and prove that one; nothing was built.`,
    { revision },
  )
}

/** Says who proves what at the moment. */
async function busy(): Promise<DomainError> {
  const other = await db().proof.findFirst({
    where: { slot: SLOT },
    select: { id: true, startedByName: true, networkId: true, network: { select: { name: true } } },
  })
  const who = other
    ? `${other.startedByName} is proving ${other.network.name}`
    : 'Another proof is just ending'
  return new DomainError(
    'PROOF_BUSY',
    `${who}, and only one network is built at a time. Try again when that is done, within two minutes.`,
    other ? { proofId: other.id, networkId: other.networkId } : {},
  )
}
