import { DomainError } from '@/lib/errors/domain-error'
import {
  clusterServer,
  mergeKubeconfigs,
  parseForeignKubeconfig,
  parseOwnKubeconfig,
  renderKubeconfig,
  rewriteKubeconfig,
} from '@/lib/kubernetes/kubeconfig'
import { clusterDesignSchema } from '@/lib/schemas/clusters'
import type { FileView } from '@/lib/schemas/files'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db } from '@/lib/server/db/client'
import { notify } from '@/lib/server/events/bus'
import { by, recordEvent } from '@/lib/server/events/record-event'
import { tellRead, type ReadFile } from './read-file'
import { findFile, openContent, putFile } from './store'
import { loadFileView } from './view'

interface PlannedCluster {
  id: string
  name: string
  networkId: string
  masterIp: string
}

async function loadPlanned(id: string): Promise<PlannedCluster> {
  const row = await db().cluster.findUnique({
    where: { id },
    select: { id: true, name: true, networkId: true, design: true },
  })
  if (row === null)
    throw new DomainError('NOT_FOUND', 'There is no such cluster. It may have been deleted.', {
      id,
    })
  const { machines } = clusterDesignSchema.parse(JSON.parse(row.design))
  const master = machines.find(({ role }) => role === 'master')
  if (!master)
    throw new DomainError(
      'PLAN_BLOCKED',
      `The cluster ${row.name} has no master yet, so no kubeconfig can be for it. Give it one first.`,
    )
  return { id: row.id, name: row.name, networkId: row.networkId, masterIp: master.ip }
}

/**
 * Checks the k3s.yaml of a cluster's master as hostile text, points it at the planned master under the cluster's name, and
 * keeps it sealed. The same file again is no new revision.
 *
 * @throws DomainError `KUBECONFIG_INVALID`, `KUBECONFIG_REFUSED`, `NOT_FOUND`, `PLAN_BLOCKED`
 */
export async function keepKubeconfig(
  actor: Actor,
  clusterId: string,
  file: string,
): Promise<FileView> {
  requireRole(actor, 'operator')
  const { id, name, networkId, masterIp } = await loadPlanned(clusterId)
  const foreign = parseForeignKubeconfig(file, { master: masterIp })
  const own = rewriteKubeconfig(foreign, { name, server: clusterServer(masterIp) })
  const owner = { kind: 'kubeconfig', networkId, deviceId: null, clusterId: id } as const
  const { row } = await putFile(owner, {
    name: `${name}.yaml`,
    text: renderKubeconfig(own),
    createdById: actor.userId,
    tell: (tx, put) =>
      recordEvent(tx, {
        kind: 'file',
        subjectId: put.row.id,
        networkId,
        clusterId: id,
        toState: `revision ${put.row.revision}`,
        message: `kubeconfig of ${name} was ${put.change === 'made' ? 'stored' : 'replaced'}.`,
        ...by(actor),
      }),
  })
  notify('events')
  return loadFileView(actor, row.id)
}

/**
 * Several kubeconfigs as one file; each is counted and told as read.
 *
 * @throws DomainError `NOT_FOUND`, `INVALID_BODY` when one of them is no kubeconfig
 */
export async function mergedKubeconfig(actor: Actor, ids: readonly string[]): Promise<ReadFile> {
  requireRole(actor, 'operator')
  const rows = await Promise.all(ids.map(findFile))
  if (rows.some(({ kind }) => kind !== 'kubeconfig'))
    throw new DomainError(
      'INVALID_BODY',
      'Only kubeconfigs can be merged; one of these files is a wg.conf. Leave it out.',
    )
  const configs = await Promise.all(
    rows.map(async (row) => parseOwnKubeconfig(await openContent(row))),
  )
  await tellRead(actor, rows)
  return {
    fileName: 'kubeconfig.yaml',
    text: renderKubeconfig(mergeKubeconfigs(configs)),
    contentType: 'application/yaml; charset=utf-8',
  }
}
