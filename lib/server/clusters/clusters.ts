import type { ClusterSummary, ClusterView } from '@/lib/schemas/clusters'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { loadCluster, loadClusters } from './row'
import { toClusterView, toSummary } from './view'

/** Every cluster of the team, newest change first. */
export async function listClusters(actor: Actor): Promise<ClusterSummary[]> {
  requireRole(actor, 'viewer')
  const now = Date.now()
  return (await loadClusters()).map((row) => toSummary(row, now))
}

/**
 * One cluster: machines and how far each is, keys, problems.
 * @throws DomainError `NOT_FOUND`
 */
export async function getCluster(actor: Actor, id: string): Promise<ClusterView> {
  requireRole(actor, 'viewer')
  return toClusterView(await loadCluster(id))
}
