import { randomUUID } from 'node:crypto'
import { isDomainError } from '@/lib/errors/domain-error'
import { parseReservation, verifyReservation } from '@/lib/protocol/reservation'
import { joinedNetwork } from '@/lib/protocol/workload-facts'
import type { AdoptedView, AdoptInput } from '@/lib/schemas/discovery'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db, type Transaction } from '@/lib/server/db/client'
import type { FoundReservation } from '@/lib/server/db/generated/client'
import { notify } from '@/lib/server/events/bus'
import { by, recordEvent } from '@/lib/server/events/record-event'
import { signingIdentity } from '@/lib/server/identities/identities'
import { createdOf } from './match'

/**
 * Takes reservations made elsewhere into the cockpit's own list: they are followed live and can be deleted like its own.
 * Each is adopted once, however often and by however many it is asked for; what cannot be adopted comes back with the reason.
 */
export async function adoptReservations(actor: Actor, { ids }: AdoptInput): Promise<AdoptedView> {
  requireRole(actor, 'operator')
  const view: AdoptedView = { adopted: [], refused: [] }
  const asked = [...new Set(ids)]
  const rows = await db().foundReservation.findMany({ where: { id: { in: asked } } })
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  const signers = new Map<string, Promise<string>>()
  for (const id of asked) {
    const row = rowOf.get(id)
    const outcome = row ? await adoptOne(actor, row, signers) : GONE
    if (typeof outcome === 'string') view.refused.push({ id, reason: outcome })
    else view.adopted.push({ id, ...outcome })
  }
  notify('events')
  return view
}

const GONE = 'It is not among what was found any more. Scan again.'
const ADOPTED = 'It was adopted before.'
const ENDED = 'Its end instant has passed, so there is nothing to follow.'
const FORGED = 'Its signature is not one of this identity. It was not adopted.'

type Adopted = { reservationId: string }

async function adoptOne(
  actor: Actor,
  row: FoundReservation,
  signers: Map<string, Promise<string>>,
): Promise<Adopted | string> {
  return (await whyNot(actor, row, signers)) ?? db().$transaction((tx) => adopt(tx, actor, row))
}

/** Why a reservation cannot be adopted; null when it can. */
async function whyNot(
  actor: Actor,
  row: FoundReservation,
  signers: Map<string, Promise<string>>,
): Promise<string | null> {
  if (row.endsAt.getTime() <= Date.now()) return ENDED
  const publicId = signers.get(row.identityId) ?? publicIdOf(actor, row.identityId)
  signers.set(row.identityId, publicId)
  const signer = await publicId.catch((error: unknown) => {
    if (isDomainError(error)) return { reason: error.message }
    throw error
  })
  if (typeof signer !== 'string') return signer.reason
  const reservation = parseReservation(row.body)
  return reservation.userId === signer && verifyReservation(reservation) ? null : FORGED
}

/** The identity's public id, when the actor may sign with it: whoever adopts must be able to delete. */
async function publicIdOf(actor: Actor, identityId: string): Promise<string> {
  return (await signingIdentity(actor, identityId)).id
}

async function adopt(
  tx: Transaction,
  actor: Actor,
  row: FoundReservation,
): Promise<Adopted | string> {
  const reservationId = randomUUID()
  // Whoever writes first has it; a second one sees that it is taken.
  const { count } = await tx.foundReservation.updateMany({
    where: { id: row.id, adoptedId: null },
    data: { adoptedId: reservationId },
  })
  if (count === 0) return ADOPTED
  const { gridId, gridNumber, identityId, nodeId, type, workloadName, body, signature } = row
  const { endsAt } = row
  await tx.reservation.create({
    data: {
      ...{ id: reservationId, gridId, gridNumber, identityId, nodeId, type, workloadName },
      ...{ body, signature, endsAt },
      networkId: await ownNetwork(tx, row),
      origin: 'adopted',
      stepToken: `adopted:${reservationId}`,
      // What the explorer shows makes the state; the first look follows at once.
      state: 'submitted',
      createdAt: createdOf(parseReservation(body)),
    },
  })
  await recordEvent(tx, {
    kind: 'reservation',
    subjectId: reservationId,
    gridId,
    toState: 'submitted',
    message: `Adopted: ${gridNumber}-1 was made elsewhere with the same identity.`,
    ...by(actor),
  })
  return { reservationId }
}

/** The network of ours that a VM or container sits in: there it goes first when the network is deleted. */
async function ownNetwork(tx: Transaction, row: FoundReservation): Promise<string | null> {
  const name = joinedNetwork(row.type, parseReservation(row.body).data)
  if (name === '') return null
  const reservation = await tx.reservation.findFirst({
    where: {
      ...{ gridId: row.gridId, nodeId: row.nodeId, identityId: row.identityId },
      ...{ type: 'network', workloadName: name, networkId: { not: null } },
    },
    orderBy: { createdAt: 'desc' },
    select: { networkId: true },
  })
  return reservation?.networkId ?? null
}
