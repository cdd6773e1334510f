import type { Metadata } from 'next'
import { FilesPage, type DeviceFileView } from '@/components/files/files-page'
import { isDomainError } from '@/lib/errors/domain-error'
import { isLiveState } from '@/lib/protocol/states'
import { tunnelAddress } from '@/lib/wireguard/tunnel-address'
import type { NetworkView } from '@/lib/schemas/views'
import { pageActor } from '@/lib/server/access/page'
import { hasRole, type Actor } from '@/lib/server/auth/actor'
import { listFiles } from '@/lib/server/files/list-files'
import { getNetwork } from '@/lib/server/networks/networks'
import { wgFileName } from '@/lib/server/networks/wg-conf'
import { nodeFacts } from '@/lib/server/nodes/nodes'
import { orNotFound } from '../network-data'

export const metadata: Metadata = { title: 'Devices and files' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const actor = await pageActor('PAGE /networks/[id]/files')
  const { id } = await params
  const network = await orNotFound(getNetwork(actor, id))
  return (
    <FilesPage
      network={network}
      devices={await devicesOf(network, await fileIds(actor, id))}
      canOperate={hasRole(actor.role, 'operator')}
    />
  )
}

/** Device id → id of its stored wg.conf. */
async function fileIds(actor: Actor, networkId: string): Promise<Map<string | null, string>> {
  const files = await listFiles(actor, { networkId, kind: 'wg.conf' })
  return new Map(files.map(({ deviceId, id }) => [deviceId, id]))
}

async function devicesOf(
  network: NetworkView,
  files: ReadonlyMap<string | null, string>,
): Promise<DeviceFileView[]> {
  const { devices, resources } = network.design
  const facts = await nodeFacts(
    network.gridId,
    resources.map(({ nodeId }) => nodeId),
  )
  return devices.map((device) => {
    const access = resources.find(({ nodeId }) => nodeId === device.accessNodeId)
    const state = network.deployed[device.accessNodeId]?.state
    return {
      id: `${network.id}~${device.id}`,
      deviceId: device.id,
      fileId: files.get(device.id) ?? null,
      name: device.name,
      address: withoutPrefix(device.subnet) ?? device.subnet,
      subnet: device.subnet,
      accessLabel: facts.get(device.accessNodeId)?.label ?? 'its access point',
      fileName: wgFileName(network.name, device.name),
      hasOwnKey: device.ownPublicKey !== undefined,
      isReady:
        state !== undefined &&
        state !== 'deleting' &&
        isLiveState(state) &&
        !network.stagedDevices.includes(device.id),
      pingAddress: access ? withoutPrefix(access.subnet) : null,
    }
  })
}

/** Tunnel address of a subnet, or null when the subnet is none. */
function withoutPrefix(subnet: string): string | null {
  try {
    return tunnelAddress(subnet).replace('/32', '')
  } catch (error) {
    if (isDomainError(error)) return null
    throw error
  }
}
