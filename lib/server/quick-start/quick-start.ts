import { randomUUID } from 'node:crypto'
import { DomainError, isDomainError } from '@/lib/errors/domain-error'
import { nodeLabels } from '@/lib/network/labels'
import { parseUserDuration } from '@/lib/protocol/duration'
import type { QuickStartInput, QuickStartView } from '@/lib/schemas/quick-start'
import type { OperationView } from '@/lib/schemas/views'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { applyCluster } from '@/lib/server/clusters/apply'
import { createCluster } from '@/lib/server/clusters/create'
import { deleteCluster } from '@/lib/server/clusters/delete'
import { planClusterOf } from '@/lib/server/clusters/plan-cluster'
import { db } from '@/lib/server/db/client'
import { gridRow } from '@/lib/server/grids/grid-row'
import { createIdentity, deleteIdentity } from '@/lib/server/identities/identities'
import { storeNetwork } from '@/lib/server/networks/create'
import { deleteNetwork } from '@/lib/server/networks/delete'
import { resolveSshKeys } from '@/lib/server/ssh-keys/resolve'
import { blockers } from './plan'
import { compileQuickStart, type CompiledQuickStart } from './compile'

/** Name of the identity made for who has none. */
const FIRST_IDENTITY = 'default'

/** What a quick start has made so far. */
interface Made {
  networkId: string
  clusterId: string | null
}

/**
 * Builds a network with one device and a k3s cluster on it, and submits both as one operation. What fails before anything
 * is signed leaves nothing behind.
 *
 * @throws DomainError what `compileQuickStart` and `resolveSshKeys` throw, `PLAN_BLOCKED`, `NO_IDENTITY`, `ACCESS_DENIED`
 */
export async function quickStart(actor: Actor, input: QuickStartInput): Promise<QuickStartView> {
  requireRole(actor, 'operator')
  parseUserDuration(input.duration)
  const deviceId = randomUUID()
  const compiled = await compileQuickStart(actor, input, deviceId)
  await refuseBlocked(compiled)
  const sshKeys = await resolveSshKeys(actor, input.sshKeys)
  const signer = await signerOf(actor, compiled)
  try {
    const built = await build(actor, input, { ...compiled, identityId: signer.id }, sshKeys)
    return toView({ ...built, compiled, deviceId, signer })
  } catch (error) {
    if (signer.isNew) await takeBack(actor, signer.id)
    throw error
  }
}

/** Whoever has no identity to sign with gets one: five answers are enough. */
async function signerOf(
  actor: Actor,
  { identityId }: CompiledQuickStart,
): Promise<QuickStartView['identity']> {
  if (identityId === null) {
    const { id, name } = await createIdentity(actor, { name: FIRST_IDENTITY })
    return { id, name, isNew: true }
  }
  const { id, name } = await db().identity.findUniqueOrThrow({ where: { id: identityId } })
  return { id, name, isNew: false }
}

/** An identity made for what then failed goes again, unless something was signed with it. */
async function takeBack(actor: Actor, identityId: string): Promise<void> {
  if ((await db().reservation.count({ where: { identityId } })) > 0) return
  await deleteIdentity(actor, identityId)
}

async function refuseBlocked(compiled: CompiledQuickStart): Promise<void> {
  const reasons = blockers(compiled, await gridRow(compiled.gridId))
  if (reasons.length > 0)
    throw new DomainError('PLAN_BLOCKED', `Nothing was built. ${reasons.join(' ')}`, {
      blockedBy: reasons,
    })
}

interface Built {
  operation: OperationView
  networkId: string
  clusterId: string
}

async function build(
  actor: Actor,
  { duration, identityId }: QuickStartInput,
  compiled: CompiledQuickStart,
  sshKeys: string[],
): Promise<Built> {
  const { name, gridId, network, cluster } = compiled
  const stored = await storeNetwork(actor, {
    gridId,
    identityId: compiled.identityId,
    design: network,
    message: 'made',
  })
  const made: Made = { networkId: stored.id, clusterId: null }
  try {
    const { id } = await createCluster(actor, {
      name,
      networkId: stored.id,
      machines: cluster.machines.map((machine) => ({ ...machine })),
      sshKeys,
    })
    made.clusterId = id
    const { hash } = await planClusterOf(actor, id, { duration })
    const operation = await applyCluster(actor, id, {
      hash,
      duration,
      ...(identityId === undefined ? {} : { identityId }),
    })
    return { operation, networkId: stored.id, clusterId: id }
  } catch (error) {
    throw await afterFailure(actor, name, made, error)
  }
}

/** Takes back what was made, unless something of it was signed already: that is an operation to follow. */
async function afterFailure(
  actor: Actor,
  name: string,
  { networkId, clusterId }: Made,
  error: unknown,
): Promise<unknown> {
  if ((await db().reservation.count({ where: { networkId } })) > 0) return error
  if (clusterId !== null) await deleteCluster(actor, clusterId, { confirm: name })
  await deleteNetwork(actor, networkId, { confirm: name })
  if (!isDomainError(error)) return error
  const message = `${error.message} Nothing was built, and nothing stays of it.`
  return new DomainError(error.code, message, error.details, { cause: error })
}

function toView({
  compiled,
  operation,
  networkId,
  clusterId,
  deviceId,
  signer,
}: Built & {
  compiled: CompiledQuickStart
  deviceId: string
  signer: QuickStartView['identity']
}): QuickStartView {
  const { name, cluster, choice, facts } = compiled
  const label = nodeLabels(facts)
  if (operation.endsAt === null) throw new Error('an operation that posts has an end')
  return {
    networkId,
    clusterId,
    operationId: operation.id,
    name,
    machines: cluster.machines.map(({ nodeId, role, ip }) => ({
      nodeId,
      label: label(nodeId),
      role,
      ip,
    })),
    accessNodeId: choice.access.nodeId,
    deviceId,
    identity: signer,
    endsAt: operation.endsAt,
  }
}
