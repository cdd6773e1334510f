import { plural } from '@/components/ui/format'
import type { ClusterSummary } from '@/lib/schemas/clusters'

/**
 * What deleting its network means for a cluster; empty: nothing.
 *
 * @param isLive the network has reservations: its design, and the cluster's, stay in the list
 */
export function clusterWords(
  { name, machines, endsAt }: Pick<ClusterSummary, 'name' | 'machines' | 'endsAt'>,
  isLive: boolean,
): string {
  if (endsAt !== null) {
    return `${plural(machines, 'machine')} of the cluster ${name} ${machines === 1 ? 'is' : 'are'} deleted first, with everything on ${machines === 1 ? 'its disk' : 'their disks'}.`
  }
  return isLive ? '' : `The design of the cluster ${name} goes with it.`
}
