import { DomainError } from '@/lib/errors/domain-error'
import type { ApplyInput } from '@/lib/schemas/requests'
import type { OperationView } from '@/lib/schemas/views'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db, type Transaction } from '@/lib/server/db/client'
import { notify } from '@/lib/server/events/bus'
import { signingIdentity } from '@/lib/server/identities/identities'
import {
  markSuperseded,
  networkSigner,
  planChanged,
  requireSettled,
  requireUnchanged,
} from '@/lib/server/networks/apply'
import { isDeletable, isStanding } from '@/lib/server/networks/live'
import { requireFreeName } from '@/lib/server/networks/names'
import { signNetworkPosts } from '@/lib/server/networks/sign-network'
import { cancelWaitingPosts } from '@/lib/server/operations/cancel-posts'
import { getOperation } from '@/lib/server/operations/operations'
import { writeOperation, type NewReservation } from '@/lib/server/operations/write-operation'
import { clusterBlockers } from './blockers'
import { clusterLife, requireLife, type ClusterLife } from './lifetime'
import { orderSteps } from './order-steps'
import { prepareCluster, type PreparedCluster } from './planning'
import { loadCluster, type ClusterRow } from './row'
import { signMachines } from './sign-machines'
import { otherWorkloads } from './surroundings'

/**
 * Signs and submits exactly the plan of this hash, network and machines as one operation. The same hash again answers the
 * same operation and posts nothing.
 *
 * @throws DomainError `PLAN_CHANGED`, `PLAN_BLOCKED`, `NO_IDENTITY`, `DURATION_INVALID`
 */
export async function applyCluster(
  actor: Actor,
  id: string,
  input: ApplyInput,
): Promise<OperationView> {
  requireRole(actor, 'operator')
  const known = await operationOf(db(), id, input.hash)
  if (known) return getOperation(actor, known)
  const now = Date.now()
  const row = await loadCluster(id)
  const plan = await prepareCluster(row, now)
  if (plan.hash !== input.hash) throw planChanged()
  const identityId = await networkSigner(actor, plan.network, input.identityId)
  await refuseBlocked(row, plan, identityId, now)
  const signed = await sign(actor, row, plan, identityId, lifeOf(plan, input.duration, now))
  const work = { actor, row, plan, hash: input.hash, identityId, now, ...signed }
  const operationId = await db().$transaction((tx) => writeApply(tx, work))
  notify('steps')
  notify('events')
  return getOperation(actor, operationId)
}

async function operationOf(
  tx: Pick<Transaction, 'operation'>,
  clusterId: string,
  planHash: string,
): Promise<string | null> {
  const found = await tx.operation.findFirst({
    where: { clusterId, planHash, kind: 'apply' },
    select: { id: true },
  })
  return found?.id ?? null
}

async function refuseBlocked(
  row: ClusterRow,
  plan: PreparedCluster,
  identityId: string,
  now: number,
): Promise<void> {
  const reasons = await clusterBlockers(row, plan, identityId, now)
  if (reasons.length > 0)
    throw new DomainError('PLAN_BLOCKED', `Nothing was sent. ${reasons.join(' ')}`, {
      blockedBy: reasons,
    })
}

/** Only deleting needs no end instant. */
function lifeOf(plan: PreparedCluster, duration: string | undefined, now: number): ClusterLife {
  const life = clusterLife(plan, duration, now)
  return plan.posts.length === 0 && !life
    ? { start: now, end: now, networkEnd: now }
    : requireLife(life)
}

/** Everything that will be sent, signed. */
interface Signed {
  life: ClusterLife
  networkPosts: NewReservation[]
  machinePosts: NewReservation[]
}

async function sign(
  actor: Actor,
  row: ClusterRow,
  plan: PreparedCluster,
  identityId: string,
  life: ClusterLife,
): Promise<Signed> {
  for (const other of otherIdentities(row, plan, identityId)) await signingIdentity(actor, other)
  const identity = await signingIdentity(actor, identityId)
  const { start, end, networkEnd } = life
  const signing = { identity, identityId, start }
  return {
    life,
    networkPosts: signNetworkPosts(plan.network, plan.networkPlan?.posts ?? [], {
      ...signing,
      end: networkEnd,
    }),
    machinePosts: await signMachines(row, plan, { ...signing, end }),
  }
}

/** Identities that deletions are signed with: a machine's own, which may be an older one. */
function otherIdentities(row: ClusterRow, plan: PreparedCluster, identityId: string): string[] {
  const gone = row.reservations.filter(({ id }) => plan.deletes.includes(id))
  return [...new Set(gone.map((reservation) => reservation.identityId))].filter(
    (other) => other !== identityId,
  )
}

interface ApplyWork extends Signed {
  actor: Actor
  row: ClusterRow
  plan: PreparedCluster
  hash: string
  identityId: string
  now: number
}

async function writeApply(tx: Transaction, work: ApplyWork): Promise<string> {
  const { actor, row, plan, hash, identityId, now } = work
  const { network } = plan
  // Writing the network's row first makes a second process wait here until this one is through.
  await tx.network.update({ where: { id: network.id }, data: { identityId } })
  const twin = await operationOf(tx, row.id, hash)
  if (twin) return twin
  await requireSame(tx, work)
  const cancelled = await cancelWaitingPosts(tx, plan.deletes, now)
  const { posts, deletes } = await orderSteps(tx, row, plan, { ...work, cancelled })
  const id = await writeOperation(tx, {
    kind: 'apply',
    networkId: network.id,
    clusterId: row.id,
    gridId: network.gridId,
    planHash: hash,
    endsAt: lastEnd(work),
    actor,
    now: new Date(now),
    posts,
    deletes,
    message: `Applying the cluster ${row.name}: ${posts.length} to post, ${deletes.length} to delete.`,
  })
  await markSuperseded(tx, network, work.networkPosts)
  await markSuperseded(tx, row, work.machinePosts)
  return id
}

/** End of what the operation reserves; null: it only deletes. */
function lastEnd({ life, networkPosts, machinePosts }: Signed): Date | null {
  if (networkPosts.length > 0) return new Date(life.networkEnd)
  return machinePosts.length > 0 ? new Date(life.end) : null
}

/** Nothing that the plan was made from may have changed until it is written. */
async function requireSame(tx: Transaction, { row, plan, identityId }: ApplyWork): Promise<void> {
  const { network, networkPlan } = plan
  if (networkPlan) {
    await requireSettled(tx, network)
    const { gridId, name } = network
    await requireFreeName(tx, { gridId, identityId, name, networkId: network.id })
  } else await requireUnchanged(tx, network)
  const fresh = await tx.cluster.findUnique({
    where: { id: row.id },
    include: { reservations: true },
  })
  if (fresh?.revision !== row.revision || gist(fresh.reservations) !== gist(row.reservations))
    throw planChanged()
  const others = await otherWorkloads(tx, network.id, row.id)
  const isTaken = ({ nodeId }: { nodeId: string }) =>
    others.some((other) => other.type === 'kubernetes' && other.nodeId === nodeId)
  if (plan.posts.some(isTaken)) throw planChanged()
}

/** What planning made of reservations: an answer of a node meanwhile changes a state, but rarely that. */
function gist(rows: readonly { id: string; state: string; gridNumber: string | null }[]): string {
  return rows
    .map((row) => `${row.id} ${isStanding(row)} ${isDeletable(row)}`)
    .sort()
    .join()
}
