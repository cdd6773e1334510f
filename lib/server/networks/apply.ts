import { DomainError } from '@/lib/errors/domain-error'
import type { ApplyInput } from '@/lib/schemas/requests'
import type { OperationView } from '@/lib/schemas/views'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db, type Transaction } from '@/lib/server/db/client'
import { notify } from '@/lib/server/events/bus'
import { refreshNetworkFiles } from '@/lib/server/files/device-files'
import { signingIdentity } from '@/lib/server/identities/identities'
import { getOperation } from '@/lib/server/operations/operations'
import {
  undecidedSteps,
  writeOperation,
  type NewReservation,
} from '@/lib/server/operations/write-operation'
import { chosenIdentity } from './create'
import { isStanding } from './live'
import { requireFreeName } from './names'
import { blockers, lifetime } from './plan-network'
import { preparePlan, type PreparedPlan } from './planning'
import { loadNetwork, type NetworkRow } from './row'
import { signNetworkPosts } from './sign-network'

/**
 * Signs and submits exactly the plan of this hash. The same hash again answers the same operation and posts nothing.
 *
 * @throws DomainError `PLAN_CHANGED`, `PLAN_BLOCKED`, `NO_IDENTITY`, `DURATION_INVALID`
 */
export async function applyNetwork(
  actor: Actor,
  id: string,
  input: ApplyInput,
): Promise<OperationView> {
  requireRole(actor, 'operator')
  const known = await operationOf(db(), id, input.hash)
  if (known) return getOperation(actor, known)
  const now = Date.now()
  const row = await loadNetwork(id)
  const plan = await preparePlan(row)
  if (plan.hash !== input.hash) throw planChanged()
  const identityId = await networkSigner(actor, row, input.identityId)
  await refuseBlocked(row, plan, identityId, now)
  const { start, end } = life(plan, input.duration, now)
  const identity = await signingIdentity(actor, identityId)
  const posts = signNetworkPosts(row, plan.posts, { identity, identityId, start, end })
  const operationId = await db().$transaction(async (tx) => {
    // Writing the row first makes a second process wait here until this one is through.
    await tx.network.update({ where: { id }, data: { identityId } })
    const twin = await operationOf(tx, id, input.hash)
    if (twin) return twin
    await requireSettled(tx, row)
    await requireFreeName(tx, { gridId: row.gridId, identityId, name: row.name, networkId: id })
    const written = await writeOperation(tx, {
      kind: 'apply',
      networkId: id,
      gridId: row.gridId,
      planHash: input.hash,
      endsAt: new Date(end),
      actor,
      now: new Date(now),
      posts,
      deletes: plan.deletes.map((reservationId) => ({ reservationId, waitsFor: [] })),
      message: `Applying ${row.name}: ${posts.length} to post, ${plan.deletes.length} to delete.`,
    })
    await markSuperseded(tx, row, posts)
    return written
  })
  await refreshNetworkFiles(id, actor.userId)
  notify('steps')
  notify('events')
  return getOperation(actor, operationId)
}

async function operationOf(
  tx: Pick<Transaction, 'operation'>,
  networkId: string,
  planHash: string,
): Promise<string | null> {
  const found = await tx.operation.findFirst({
    where: { networkId, planHash, kind: 'apply' },
    select: { id: true },
  })
  return found?.id ?? null
}

/** The refusal of a hash that is not the plan's any more. */
export function planChanged(): DomainError {
  return new DomainError(
    'PLAN_CHANGED',
    'The plan is not what you reviewed any more: the design or the grid changed. Nothing was sent; review it again.',
  )
}

/**
 * The identity everything on a network is signed with: what stands keeps its own.
 * @throws DomainError `NO_IDENTITY`, `PLAN_BLOCKED`
 */
export async function networkSigner(
  actor: Actor,
  row: NetworkRow,
  asked?: string,
): Promise<string> {
  const standing = row.reservations.find(isStanding)
  const identityId = await chosenIdentity(actor, asked ?? row.identityId ?? undefined)
  if (identityId === null)
    throw new DomainError(
      'NO_IDENTITY',
      'There is no identity to sign with. Create or import one under Identities.',
    )
  if (standing && standing.identityId !== identityId)
    throw new DomainError(
      'PLAN_BLOCKED',
      'This network is reserved with another identity and keeps it. Leave identityId out.',
    )
  return identityId
}

async function refuseBlocked(
  row: NetworkRow,
  plan: PreparedPlan,
  identityId: string,
  now: number,
): Promise<void> {
  const reasons = await blockers(row, plan, identityId, now)
  if (reasons.length > 0)
    throw new DomainError('PLAN_BLOCKED', `Nothing was sent. ${reasons.join(' ')}`, {
      blockedBy: reasons,
    })
}

/** Everything of one network ends at one instant: a live network's, else the one asked for. */
function life(
  plan: PreparedPlan,
  duration: string | undefined,
  now: number,
): { start: number; end: number } {
  const start = Math.floor(now / 1000) * 1000
  if (plan.fixedEnd) return { start, end: plan.fixedEnd.getTime() }
  if (duration !== undefined) return lifetime(now, duration)
  throw new DomainError(
    'DURATION_INVALID',
    'Say how long the network should live, for instance duration 2h or 14d.',
  )
}

/** Nothing that the plan was made from may have changed until it is written, and no step may be open. */
export async function requireSettled(tx: Transaction, row: NetworkRow): Promise<void> {
  await requireUnchanged(tx, row)
  if ((await undecidedSteps(tx, row.id)).length > 0) throw planChanged()
}

/**
 * Nothing that a plan was made from may have changed until it is written.
 * @throws DomainError `PLAN_CHANGED`
 */
export async function requireUnchanged(tx: Transaction, row: NetworkRow): Promise<void> {
  const fresh = await tx.network.findUnique({
    where: { id: row.id },
    select: {
      revision: true,
      operations: { orderBy: { createdAt: 'desc' }, take: 1, select: { id: true } },
      reservations: { where: { type: 'network' }, select: { id: true, state: true } },
    },
  })
  const standingIds = (rows: readonly { id: string; state: string }[]) =>
    rows
      .filter(isStanding)
      .map(({ id }) => id)
      .sort()
      .join()
  if (
    fresh?.revision !== row.revision ||
    fresh.operations[0]?.id !== row.operations[0]?.id ||
    standingIds(fresh.reservations) !== standingIds(row.reservations)
  )
    throw planChanged()
}

/** A newer reservation replaces an older one in place; the older is never deleted alone, only marked. */
export async function markSuperseded(
  tx: Transaction,
  row: { reservations: readonly { id: string; nodeId: string; supersededBy: string | null }[] },
  posts: readonly NewReservation[],
): Promise<void> {
  const newer = await tx.reservation.findMany({
    where: { stepToken: { in: posts.map(({ stepToken }) => stepToken) } },
    select: { id: true, nodeId: true },
  })
  for (const { id, nodeId } of newer) {
    const older = row.reservations.filter((r) => r.nodeId === nodeId && r.supersededBy === null)
    if (older.length > 0)
      await tx.reservation.updateMany({
        where: { id: { in: older.map((reservation) => reservation.id) } },
        data: { supersededBy: id },
      })
  }
}
