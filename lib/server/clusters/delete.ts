import { DomainError } from '@/lib/errors/domain-error'
import type { OperationView } from '@/lib/schemas/views'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db, type Transaction } from '@/lib/server/db/client'
import { notify } from '@/lib/server/events/bus'
import { by, recordEvent } from '@/lib/server/events/record-event'
import { signingIdentity } from '@/lib/server/identities/identities'
import { isDeletable } from '@/lib/server/networks/live'
import { writeDeleteAll } from '@/lib/server/operations/delete-all'
import { getOperation } from '@/lib/server/operations/operations'
import { loadCluster, type ClusterRow } from './row'

/**
 * Deletes a cluster's machines as one operation; its network stays. A cluster without anything on the grid is gone at
 * once, which `null` says.
 *
 * @throws DomainError `INVALID_BODY` when `confirm` is not the cluster's name
 */
export async function deleteCluster(
  actor: Actor,
  id: string,
  { confirm }: { confirm: string },
): Promise<OperationView | null> {
  requireRole(actor, 'operator')
  const row = await loadCluster(id)
  if (confirm !== row.name)
    throw new DomainError(
      'INVALID_BODY',
      `To delete the cluster, confirm with its name: ${row.name}. Nothing was deleted.`,
    )
  const present = row.reservations.filter(isDeletable)
  for (const identityId of new Set(present.map((reservation) => reservation.identityId)))
    await signingIdentity(actor, identityId)
  const operationId = await db().$transaction((tx) => writeDelete(tx, actor, row))
  notify('steps')
  notify('events')
  return operationId === null ? null : getOperation(actor, operationId)
}

async function writeDelete(tx: Transaction, actor: Actor, row: ClusterRow): Promise<string | null> {
  const present = await tx.reservation.findMany({ where: { clusterId: row.id } })
  const operationId = await writeDeleteAll(tx, present, {
    networkId: row.networkId,
    clusterId: row.id,
    gridId: row.network.gridId,
    actor,
    now: new Date(),
    message: `Deleting the cluster ${row.name}. Its network stays.`,
  })
  if (operationId === null) await removeRow(tx, actor, row)
  return operationId
}

async function removeRow(tx: Transaction, actor: Actor, row: ClusterRow): Promise<void> {
  await tx.cluster.delete({ where: { id: row.id } })
  await recordEvent(tx, {
    kind: 'cluster',
    subjectId: row.id,
    networkId: row.networkId,
    gridId: row.network.gridId,
    toState: 'deleted',
    message: `Cluster ${row.name} was deleted.`,
    ...by(actor),
  })
}
