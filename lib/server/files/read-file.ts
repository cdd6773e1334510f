import { DomainError } from '@/lib/errors/domain-error'
import type { MaskedFile } from '@/lib/schemas/files'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db } from '@/lib/server/db/client'
import type { ConfigFileModel } from '@/lib/server/db/generated/models'
import { notify } from '@/lib/server/events/bus'
import { by, recordEvent, recordEvents } from '@/lib/server/events/record-event'
import { noDevice } from '@/lib/server/networks/devices'
import { designOf, loadNetwork } from '@/lib/server/networks/row'
import { refreshDeviceFile } from './device-files'
import { maskContent } from './mask'
import { findFile, openContent } from './store'
import { kindOf, loadFileView, READ } from './view'

/** A file on its way to whoever asked for it. */
export interface ReadFile {
  fileName: string
  text: string
  contentType: string
}

const CONTENT_TYPES = {
  'wg.conf': 'text/plain; charset=utf-8',
  kubeconfig: 'application/yaml; charset=utf-8',
} as const

/** The row of a device's file, up to date. */
async function currentDeviceFile(
  actor: Actor,
  networkId: string,
  deviceId: string,
): Promise<ConfigFileModel> {
  const network = await loadNetwork(networkId)
  const device = designOf(network).devices.find(({ id }) => id === deviceId)
  if (!device) throw noDevice(deviceId)
  return (await refreshDeviceFile(network, device, actor.userId)).row
}

/** The row as it should be read now: a wg.conf follows its network and the endpoints of its access point. */
async function currentFile(actor: Actor, id: string): Promise<ConfigFileModel> {
  const row = await findFile(id)
  if (row.kind !== 'wg.conf' || row.networkId === null || row.deviceId === null) return row
  return currentDeviceFile(actor, row.networkId, row.deviceId)
}

/** What sentences call a file: "wg.conf of laptop", "kubeconfig of osprey". */
async function titleOf(actor: Actor, id: string): Promise<string> {
  const { kind, deviceName, clusterName } = await loadFileView(actor, id)
  return `${kind} of ${deviceName ?? clusterName ?? 'something deleted'}`
}

/** Counts and tells that files were read, because they hold secrets. */
export async function tellRead(actor: Actor, rows: readonly ConfigFileModel[]): Promise<void> {
  const events = await Promise.all(
    rows.map(async (row) => ({
      kind: 'file' as const,
      subjectId: row.id,
      networkId: row.networkId,
      clusterId: row.clusterId,
      toState: READ,
      message: `${await titleOf(actor, row.id)} was read.`,
      minimumRole: 'operator' as const,
      ...by(actor),
    })),
  )
  await db().$transaction(async (tx) => {
    await tx.configFile.updateMany({
      where: { id: { in: rows.map(({ id }) => id) } },
      data: { downloads: { increment: 1 }, lastDownloadAt: new Date() },
    })
    await recordEvents(tx, events)
  })
  notify('events')
}

async function handOut(actor: Actor, row: ConfigFileModel): Promise<ReadFile> {
  const text = await openContent(row)
  await tellRead(actor, [row])
  return { fileName: row.name, text, contentType: CONTENT_TYPES[kindOf(row)] }
}

/**
 * A file with its secrets, up to date. Every reading is counted and stands in the audit page.
 *
 * @throws DomainError `NOT_FOUND`, `DEVICE_KEY_UNKNOWN`, `HIDDEN_ACCESS_POINT`
 */
export async function readConfigFile(actor: Actor, id: string): Promise<ReadFile> {
  requireRole(actor, 'operator')
  return handOut(actor, await currentFile(actor, id))
}

/**
 * wg.conf of a device, made now if it was not there.
 *
 * @throws DomainError as `readConfigFile`
 */
export async function readDeviceFile(
  actor: Actor,
  networkId: string,
  deviceId: string,
): Promise<ReadFile> {
  requireRole(actor, 'operator')
  return handOut(actor, await currentDeviceFile(actor, networkId, deviceId))
}

/** A file with dots for its secrets. */
export async function maskedFile(actor: Actor, id: string): Promise<MaskedFile> {
  requireRole(actor, 'viewer')
  const row = await currentFile(actor, id)
  const text = maskContent(kindOf(row), await openContent(row))
  return { ...(await loadFileView(actor, row.id)), text }
}

/**
 * Deletes a kubeconfig; a wg.conf goes with its device.
 *
 * @throws DomainError `NOT_FOUND`, `FILE_IN_USE`
 */
export async function deleteFile(actor: Actor, id: string): Promise<void> {
  requireRole(actor, 'operator')
  const row = await findFile(id)
  if (row.kind !== 'kubeconfig')
    throw new DomainError(
      'FILE_IN_USE',
      'A wg.conf belongs to its device and is made anew from the network. Take the device out of the network instead.',
    )
  const title = await titleOf(actor, id)
  await db().$transaction(async (tx) => {
    await tx.configFile.delete({ where: { id } })
    await recordEvent(tx, {
      kind: 'file',
      subjectId: id,
      networkId: row.networkId,
      clusterId: row.clusterId,
      toState: 'deleted',
      message: `${title} was deleted.`,
      ...by(actor),
    })
  })
  notify('events')
}
