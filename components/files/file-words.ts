import type { FileView } from '@/lib/schemas/files'

/** What people call a file: "wg.conf of laptop". */
export function fileTitle({ kind, deviceName, clusterName }: FileView): string {
  return `${kind} of ${deviceName ?? clusterName ?? 'something deleted'}`
}

/** Where a file's own page is: the network's devices, or the cluster. */
export function fileHome({ networkId, clusterId }: FileView): string | null {
  if (clusterId !== null) return `/clusters/${clusterId}`
  return networkId === null ? null : `/networks/${networkId}/files`
}
