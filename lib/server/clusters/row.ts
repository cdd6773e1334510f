import { DomainError } from '@/lib/errors/domain-error'
import type { ClusterDesign } from '@/lib/kubernetes/model'
import { clusterDesignSchema } from '@/lib/schemas/clusters'
import { db } from '@/lib/server/db/client'
import type { Prisma } from '@/lib/server/db/generated/client'

const WITH_ALL = {
  network: { include: { grid: true } },
  reservations: {
    orderBy: { createdAt: 'desc' },
    include: { steps: { orderBy: { createdAt: 'desc' } } },
  },
  operations: { orderBy: { createdAt: 'desc' }, take: 1 },
  files: { where: { kind: 'kubeconfig' }, select: { id: true } },
} as const
/** A cluster with its network, its reservations (newest first, with their steps) and its newest operation. */
export type ClusterRow = Prisma.ClusterGetPayload<{ include: typeof WITH_ALL }>
/** A machine's reservation with its steps, newest first. */
export type MachineRow = ClusterRow['reservations'][number]

/** @throws DomainError `NOT_FOUND` */
export async function loadCluster(id: string): Promise<ClusterRow> {
  const row = await db().cluster.findUnique({ where: { id }, include: WITH_ALL })
  if (row) return row
  throw new DomainError('NOT_FOUND', 'There is no such cluster. It may have been deleted.', { id })
}

/** Every cluster, newest change first. */
export async function loadClusters(): Promise<ClusterRow[]> {
  return db().cluster.findMany({ include: WITH_ALL, orderBy: { updatedAt: 'desc' } })
}

/** The stored design. */
export function designOf(row: { design: string }): ClusterDesign {
  return clusterDesignSchema.parse(JSON.parse(row.design))
}
