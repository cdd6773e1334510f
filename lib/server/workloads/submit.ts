import { createHash } from 'node:crypto'
import { DomainError } from '@/lib/errors/domain-error'
import type { WorkloadDraft } from '@/lib/protocol/workload-draft'
import type { OperationView } from '@/lib/schemas/views'
import type { WorkloadInput } from '@/lib/schemas/workloads'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db, type Transaction } from '@/lib/server/db/client'
import { notify } from '@/lib/server/events/bus'
import { signingIdentity } from '@/lib/server/identities/identities'
import { nodeLabel } from '@/lib/server/nodes/node-label'
import { getOperation } from '@/lib/server/operations/operations'
import { signPost } from '@/lib/server/operations/sign-post'
import { writeOperation, type NewReservation } from '@/lib/server/operations/write-operation'
import { takenAddresses } from './places'
import { prepareWorkload, type PreparedWorkload } from './plan'
import { sealedPassword, workloadData } from './workload-data'

/** A prepared draft that nothing speaks against. */
type Ready = PreparedWorkload & {
  identityId: string
  life: NonNullable<PreparedWorkload['life']>
  node: NonNullable<PreparedWorkload['node']>
}

/**
 * Signs and submits one workload. Its steps are tracked like every other; a container waits for its network on the node.
 * The same `requestId` again answers the same operation and posts nothing.
 *
 * @throws DomainError `PLAN_BLOCKED` with `details.problems`, `PLAN_CHANGED`, `ACCESS_DENIED`
 */
export async function submitWorkload(actor: Actor, input: WorkloadInput): Promise<OperationView> {
  requireRole(actor, 'operator')
  const planHash = hashOf(actor, input.requestId)
  const known = planHash && (await operationOf(db(), planHash))
  if (known) return getOperation(actor, known)
  const now = Date.now()
  const { requestId: _, ...draft } = input
  const ready = requireReady(await prepareWorkload(actor, draft, now))
  const identity = await signingIdentity(actor, ready.identityId)
  const sealed = sealedPassword(ready.draft)
  const post = signPost(
    {
      nodeId: ready.draft.nodeId,
      type: ready.draft.type,
      workloadName: ready.draft.name,
      data: (mark) => workloadData(ready.draft, ready.place, sealed, mark),
    },
    { identity, identityId: ready.identityId, ...ready.life },
  )
  const operationId = await db().$transaction((tx) => write(tx, actor, ready, post, planHash, now))
  notify('steps')
  notify('events')
  return getOperation(actor, operationId)
}

/** What the caller named its request, as nobody else can: two people may pick the same. */
function hashOf(actor: Actor, requestId: string | undefined): string | null {
  if (requestId === undefined) return null
  return createHash('sha256')
    .update(`workload\n${actor.userId ?? ''}\n${actor.tokenId ?? ''}\n${requestId}`)
    .digest('hex')
}

async function operationOf(
  tx: Pick<Transaction, 'operation'>,
  planHash: string,
): Promise<string | null> {
  const found = await tx.operation.findFirst({ where: { planHash }, select: { id: true } })
  return found?.id ?? null
}

function requireReady(prepared: PreparedWorkload): Ready {
  const { identityId, life, node, problems } = prepared
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.length === 0 && identityId && life && node)
    return { ...prepared, identityId, life, node }
  throw new DomainError(
    'PLAN_BLOCKED',
    `Nothing was sent. ${errors.map(({ message }) => message).join(' ')}`,
    { problems: errors },
  )
}

async function write(
  tx: Transaction,
  actor: Actor,
  ready: Ready,
  post: NewReservation,
  planHash: string | null,
  now: number,
): Promise<string> {
  const { draft, gridId, identityId, node, life } = ready
  // Writing a row first makes a second process wait here until this one is through.
  await tx.identity.update({ where: { id: identityId }, data: { id: identityId } })
  const twin = planHash && (await operationOf(tx, planHash))
  if (twin) return twin
  const waitsFor = await networkSteps(tx, ready)
  return writeOperation(tx, {
    kind: 'apply',
    networkId: networkIdOf(draft),
    gridId,
    planHash,
    endsAt: new Date(life.end),
    actor,
    now: new Date(now),
    posts: [{ ...post, waitsFor }],
    deletes: [],
    message: `Creating the ${draft.type} ${draft.name} on ${nodeLabel(node)}.`,
  })
}

function networkIdOf(draft: WorkloadDraft): string | null {
  return draft.type === 'container' ? draft.networkId : null
}

/**
 * Steps a container waits for: its network's, until the node's answer to it is there. What it was planned on must still
 * stand, and its address must still be free.
 */
async function networkSteps(tx: Transaction, ready: Ready): Promise<string[]> {
  const { draft, network, place } = ready
  if (draft.type !== 'container') return []
  const reservationId = network?.reservation?.id
  if (!reservationId || !place) throw changed()
  await tx.network.update({ where: { id: draft.networkId }, data: { name: network.name } })
  const row = await tx.reservation.findUniqueOrThrow({ where: { id: reservationId } })
  const taken = await takenAddresses(tx, draft.networkId, draft.nodeId)
  if (taken.includes(place.ip) || row.supersededBy !== null) throw changed()
  if (row.state === 'deployed' || row.state === 'expiring') return []
  if (!['signed', 'submitting', 'submitted'].includes(row.state)) throw changed()
  const steps = await tx.step.findMany({
    where: { kind: 'post', reservationId },
    select: { id: true },
  })
  if (steps.length === 0) throw changed()
  return steps.map(({ id }) => id)
}

function changed(): DomainError {
  return new DomainError(
    'PLAN_CHANGED',
    'The network changed on that node meanwhile. Nothing was sent; look at the plan again.',
  )
}
