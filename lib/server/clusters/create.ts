import { randomUUID } from 'node:crypto'
import { DomainError } from '@/lib/errors/domain-error'
import {
  createClusterSchema,
  type ClusterView,
  type CreateClusterInput,
} from '@/lib/schemas/clusters'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db, type Transaction } from '@/lib/server/db/client'
import { notify } from '@/lib/server/events/bus'
import { by, recordEvent } from '@/lib/server/events/record-event'
import { loadNetwork } from '@/lib/server/networks/row'
import { toDesign, type ResolveKeys } from './design-input'
import { loadCluster } from './row'
import { sealNewSecret } from './secret'
import { toClusterView } from './view'

/**
 * A new cluster on a network, as a draft: nothing is sent. Its secret is made here unless one is given, and sealed.
 *
 * @param resolve how `github:NAME` becomes key lines; tests give their own
 * @throws DomainError `NOT_FOUND`, `ALREADY_EXISTS`, `UNKNOWN_NODE`, `INVALID_RESERVATION`, and what a wrong key throws
 */
export async function createCluster(
  actor: Actor,
  input: CreateClusterInput,
  resolve?: ResolveKeys,
): Promise<ClusterView> {
  requireRole(actor, 'designer')
  const wish = createClusterSchema.parse(input)
  const network = await loadNetwork(wish.networkId)
  const id = randomUUID()
  const design = await toDesign(actor, network, null, wish, resolve)
  const sealedSecret = await sealNewSecret(id, wish.secret)
  await db().$transaction(async (tx) => {
    await requireFreeClusterName(tx, wish.name)
    await tx.cluster.create({
      data: {
        ...{ id, name: wish.name, networkId: network.id, sealedSecret },
        design: JSON.stringify(design),
        createdById: actor.userId,
      },
    })
    await recordEvent(tx, {
      kind: 'cluster',
      subjectId: id,
      networkId: network.id,
      clusterId: id,
      gridId: network.gridId,
      toState: 'draft',
      message: `Cluster ${wish.name} was made on ${network.name}.`,
      ...by(actor),
    })
  })
  notify('events')
  return toClusterView(await loadCluster(id))
}

/** A cluster's name is its kubeconfig's context, so no two can share one. */
async function requireFreeClusterName(tx: Transaction, name: string): Promise<void> {
  const twin = await tx.cluster.findUnique({ where: { name }, select: { id: true } })
  if (!twin) return
  throw new DomainError(
    'ALREADY_EXISTS',
    `There is already a cluster named ${name}. Choose another name, or delete that one first if it has ended.`,
    { clusterId: twin.id },
  )
}
