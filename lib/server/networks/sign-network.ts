import { DomainError } from '@/lib/errors/domain-error'
import type { PlannedResource } from '@/lib/network/model'
import { nodeObject } from '@/lib/network/to-peer-network'
import { networkData } from '@/lib/protocol/workloads'
import { signPost, type Signing } from '@/lib/server/operations/sign-post'
import type { NewReservation } from '@/lib/server/operations/write-operation'
import { designOf, type NetworkRow } from './row'
import { toWireNetwork } from './wire-network'

/** Signed reservations of a network's resources, each with that node's own resource only. */
export function signNetworkPosts(
  row: NetworkRow,
  resources: readonly PlannedResource[],
  signing: Signing,
): NewReservation[] {
  const design = designOf(row)
  const sealed = new Map(row.keys.map((key) => [key.holder, key.sealedPrivate]))
  return resources.map((resource) => {
    const { nodeId } = resource
    const sealedPrivate = sealed.get(nodeObject(nodeId))
    if (!sealedPrivate) throw keyMissing(nodeId)
    const wire = toWireNetwork(design, [resource], () => sealedPrivate)
    const data = (mark: Parameters<typeof networkData>[1]) => networkData(wire, mark)
    return signPost({ nodeId, type: 'network', workloadName: design.name, data }, signing)
  })
}

function keyMissing(nodeId: string): DomainError {
  return new DomainError(
    'PLAN_CHANGED',
    'A node in this network has no key yet. Save the design again, then review it again.',
    { nodeId },
  )
}
