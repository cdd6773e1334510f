import { DomainError } from '@/lib/errors/domain-error'
import type { EventView, OperationView, ReservationView } from '@/lib/schemas/views'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db, type Transaction } from '@/lib/server/db/client'
import { notify } from '@/lib/server/events/bus'
import { eventsOf } from '@/lib/server/events/queries'
import { signingIdentity } from '@/lib/server/identities/identities'
import { deleteOnNode } from '@/lib/server/networks/delete'
import { isDeletable } from '@/lib/server/networks/live'
import { cancelWaitingPosts } from '@/lib/server/operations/cancel-posts'
import { getOperation } from '@/lib/server/operations/operations'
import { writeOperation } from '@/lib/server/operations/write-operation'
import { toReservationViews, WITH_NAMES, type ReservationRow } from './view'

/** What a list of reservations can be narrowed to. */
export interface ReservationFilter {
  state?: string | undefined
  networkId?: string | undefined
  nodeId?: string | undefined
  type?: string | undefined
}

const NEWEST = 5_000

/** Reservations of the team, newest first. */
export async function listReservations(
  actor: Actor,
  filter: ReservationFilter = {},
): Promise<ReservationView[]> {
  requireRole(actor, 'viewer')
  const { state, networkId, nodeId, type } = filter
  const rows = await db().reservation.findMany({
    where: {
      ...(state && { state }),
      ...(networkId && { networkId }),
      ...(nodeId && { nodeId }),
      ...(type && { type }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: NEWEST,
    include: WITH_NAMES,
  })
  return toReservationViews(rows)
}

/** A reservation in full. */
export interface ReservationDetail {
  reservation: ReservationView
  /** the exact signed body; private keys in it are sealed to the node */
  raw: string
  /** its time line, oldest first */
  events: EventView[]
}

async function load(id: string): Promise<ReservationRow> {
  const row = await db().reservation.findUnique({ where: { id }, include: WITH_NAMES })
  if (row) return row
  throw new DomainError('NOT_FOUND', 'There is no such reservation.', { id })
}

/** @throws DomainError `NOT_FOUND` */
export async function getReservation(actor: Actor, id: string): Promise<ReservationDetail> {
  requireRole(actor, 'viewer')
  const row = await load(id)
  const [reservation] = await toReservationViews([row])
  if (!reservation) throw new Error('A row has a view.')
  return { reservation, raw: row.body, events: await eventsOf(actor, 'reservation', id) }
}

/**
 * Asks for the deletion of a reservation. Of a network, everything it has on that node goes, older reservations too: a
 * node takes the network away with any of them.
 *
 * @throws DomainError `NOT_FOUND`, `NETWORK_NOT_DEPLOYED` when there is nothing to delete
 */
export async function deleteReservation(actor: Actor, id: string): Promise<OperationView> {
  requireRole(actor, 'operator')
  const row = await load(id)
  if (row.type === 'network' && row.networkId) {
    requireLive(row)
    const operation = await deleteOnNode(actor, row.networkId, row.nodeId)
    if (operation) return operation
    throw nothingThere()
  }
  requireLive(row)
  await signingIdentity(actor, row.identityId)
  const operationId = await db().$transaction((tx) => deleteAlone(tx, actor, row))
  notify('steps')
  notify('events')
  return getOperation(actor, operationId)
}

function nothingThere(): DomainError {
  return new DomainError(
    'NETWORK_NOT_DEPLOYED',
    'Nothing of this reservation is on its node any more, so there is nothing to delete.',
  )
}

function requireLive(row: ReservationRow): void {
  if (!isDeletable(row) && row.state !== 'deleting') throw nothingThere()
}

async function deleteAlone(tx: Transaction, actor: Actor, row: ReservationRow): Promise<string> {
  const steps = await tx.step.findMany({ where: { reservationId: row.id } })
  const undecided = steps.filter((step) => ['waiting', 'running', 'unknown'].includes(step.state))
  const running = undecided.find((step) => step.kind === 'delete')
  if (running) return running.operationId
  const [cancelled] = await cancelWaitingPosts(tx, [row.id], Date.now())
  const [first] = steps
  if (cancelled && first) return first.operationId
  return writeOperation(tx, {
    kind: 'delete',
    networkId: row.networkId,
    clusterId: row.clusterId,
    gridId: row.gridId,
    planHash: null,
    endsAt: null,
    actor,
    now: new Date(),
    posts: [],
    deletes: [{ reservationId: row.id, waitsFor: undecided.map((step) => step.id) }],
    message: `Deleting ${row.workloadName}.`,
  })
}
