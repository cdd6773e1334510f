import type { OperationView } from '@/lib/schemas/views'

/** What an operation is about, and where its pages are. */
export interface Subject {
  kind: 'cluster' | 'network' | 'workload'
  name: string
  /** its page; null when it has none, or is gone */
  href: string | null
  list: string
  listHref: string
}

/** The cluster when there is one, else the network, else the workload by its own name. */
export function subjectOf(operation: OperationView): Subject {
  const { clusterId, clusterName, networkId, networkName, steps } = operation
  const types = new Set(steps.map(({ reservation }) => reservation.type))
  if (clusterId || types.has('kubernetes')) {
    return {
      kind: 'cluster',
      name: clusterName ?? 'the cluster',
      href: clusterId ? `/clusters/${clusterId}` : null,
      list: 'Clusters',
      listHref: '/clusters',
    }
  }
  if (types.has('network') || types.size === 0) {
    return {
      kind: 'network',
      name: networkName ?? 'the network',
      href: networkId ? `/networks/${networkId}` : null,
      list: 'Networks',
      listHref: '/networks',
    }
  }
  return {
    kind: 'workload',
    name: steps[0]?.reservation.workloadName ?? 'the workload',
    href: null,
    list: 'Reservations',
    listHref: '/reservations',
  }
}
