import { toHex, utf8 } from '@/lib/crypto/encoding'
import { sealFor } from '@/lib/crypto/sealed-box'
import type { WireClientMark } from '@/lib/protocol/types'
import type { WorkloadDraft } from '@/lib/protocol/workload-draft'
import { containerData, debugData, volumeData, zdbData } from '@/lib/protocol/workloads'

/** What a container's data names that the draft does not: it is known only where the draft is planned. */
export interface ContainerPlace {
  /** the network's name: that is its id on the node */
  network: string
  ip: string
  /** reservation id here → id the volume's node gave it */
  volumeIds: ReadonlyMap<string, string>
}

/**
 * `data` of a draft's reservation.
 *
 * @param sealed text of the zdb password as it travels
 */
export function workloadData(
  draft: WorkloadDraft,
  place: ContainerPlace | null,
  sealed: string,
  mark?: WireClientMark,
): string {
  switch (draft.type) {
    case 'volume':
      return volumeData({ size: draft.size, type: draft.diskType }, mark)
    case 'zdb':
      return zdbData({ ...draft, disk_type: draft.diskType, password: sealed }, mark)
    case 'debug':
      return debugData(draft, mark)
    case 'container':
      return containerData(toContainer(draft, place), mark)
  }
}

function toContainer(
  draft: Extract<WorkloadDraft, { type: 'container' }>,
  place: ContainerPlace | null,
) {
  return {
    flist: draft.flist,
    flist_storage: draft.flistStorage,
    env: Object.fromEntries(draft.env.map(({ name, value }) => [name, value])),
    entrypoint: draft.entrypoint,
    interactive: draft.interactive,
    mounts: draft.mounts.map(({ volume, mountpoint }) => ({
      volume_id: place?.volumeIds.get(volume) ?? '',
      mountpoint,
    })),
    network: {
      network_id: place?.network ?? '',
      ips: place ? [place.ip] : [],
      public_ip6: draft.publicIp6,
    },
    capacity: { cpu: draft.cpu, memory: draft.memory },
  }
}

/** The password as the node gets it: sealed once, for the node and nobody else. Empty stays empty. */
export function sealedPassword(draft: WorkloadDraft): string {
  if (draft.type !== 'zdb' || draft.password === '') return ''
  return toHex(sealFor(draft.nodeId, utf8(draft.password)))
}
