import { isDomainError } from '@/lib/errors/domain-error'
import type { DeviceDesign } from '@/lib/network/model'
import { db, type Transaction } from '@/lib/server/db/client'
import { recordEvent } from '@/lib/server/events/record-event'
import { log } from '@/lib/server/log'
import { designOf, loadNetwork, type NetworkRow } from '@/lib/server/networks/row'
import { wgFileName, wgQuickText } from '@/lib/server/networks/wg-conf'
import { putFile, type PutFile } from './store'

/** What a device's file is called by sentences. */
export function deviceFileTitle(device: { name: string }): string {
  return `wg.conf of ${device.name}`
}

/**
 * Makes a device's wg.conf anew from the saved design and its access point's endpoints; a new revision when it differs.
 *
 * @param createdById who had it made; null: a script, or the cockpit itself
 * @throws DomainError `DEVICE_KEY_UNKNOWN`, `HIDDEN_ACCESS_POINT`
 */
export async function refreshDeviceFile(
  row: NetworkRow,
  device: DeviceDesign,
  createdById: string | null,
): Promise<PutFile> {
  const owner = {
    kind: 'wg.conf',
    networkId: row.id,
    deviceId: device.id,
    clusterId: null,
  } as const
  return putFile(owner, {
    name: wgFileName(row.name, device.name),
    text: await wgQuickText(row, device),
    createdById,
    tell: (tx, put) => tellChanged(tx, row, device, put),
  })
}

/** Only news to somebody who has the older one. */
async function tellChanged(
  tx: Transaction,
  network: NetworkRow,
  device: DeviceDesign,
  { row, change }: PutFile,
): Promise<void> {
  if (change !== 'revised' || row.downloads === 0) return
  await recordEvent(tx, {
    kind: 'file',
    subjectId: row.id,
    networkId: network.id,
    gridId: network.gridId,
    toState: `revision ${row.revision}`,
    message: `${deviceFileTitle(device)} changed since it was downloaded: download it again.`,
  })
}

/**
 * Brings the files of a network's devices up to date with its saved design, and takes away those of removed devices. A file
 * that cannot be made (its access point is hidden) stays away; nothing here stops the caller.
 *
 * @param createdById who had them made; null: a script, or the cockpit itself
 */
export async function refreshNetworkFiles(
  networkId: string,
  createdById: string | null,
): Promise<void> {
  try {
    const row = await loadNetwork(networkId)
    const { devices } = designOf(row)
    await db().configFile.deleteMany({
      where: { networkId, kind: 'wg.conf', deviceId: { notIn: devices.map(({ id }) => id) } },
    })
    for (const device of devices) await refreshQuietly(row, device, createdById)
  } catch (error) {
    log('warn', 'files of a network were not refreshed', { networkId, error })
  }
}

async function refreshQuietly(
  row: NetworkRow,
  device: DeviceDesign,
  createdById: string | null,
): Promise<void> {
  try {
    await refreshDeviceFile(row, device, createdById)
  } catch (error) {
    if (!isDomainError(error)) throw error
  }
}
