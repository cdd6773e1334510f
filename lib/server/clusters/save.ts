import { DomainError } from '@/lib/errors/domain-error'
import { saveClusterSchema, type ClusterView, type SaveClusterInput } from '@/lib/schemas/clusters'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db } from '@/lib/server/db/client'
import { notify } from '@/lib/server/events/bus'
import { by, recordEvent } from '@/lib/server/events/record-event'
import { toDesign, type ResolveKeys } from './design-input'
import { loadCluster } from './row'
import { toClusterView } from './view'

/**
 * Replaces a cluster's machines and keys; nothing is sent until it is applied.
 *
 * @throws DomainError `DESIGN_STALE` when it was changed since `revision`; nothing is overwritten then
 */
export async function saveCluster(
  actor: Actor,
  id: string,
  input: SaveClusterInput,
  resolve?: ResolveKeys,
): Promise<ClusterView> {
  requireRole(actor, 'designer')
  const { revision, ...wish } = saveClusterSchema.parse(input)
  const row = await loadCluster(id)
  const design = await toDesign(actor, row.network, id, { name: row.name, ...wish }, resolve)
  await db().$transaction(async (tx) => {
    const { count } = await tx.cluster.updateMany({
      where: { id, revision },
      data: { design: JSON.stringify(design), revision: { increment: 1 } },
    })
    if (count === 0) throw stale(revision)
    await recordEvent(tx, {
      kind: 'cluster',
      subjectId: id,
      networkId: row.networkId,
      clusterId: id,
      gridId: row.network.gridId,
      message: `The design of ${row.name} was changed; nothing is sent until it is applied.`,
      ...by(actor),
    })
  })
  notify('events')
  return toClusterView(await loadCluster(id))
}

function stale(revision: number): DomainError {
  return new DomainError(
    'DESIGN_STALE',
    'Somebody else changed this cluster meanwhile. Load it again and repeat your last change; nothing was overwritten.',
    { revision },
  )
}
