import type { FilesQuery, FileView } from '@/lib/schemas/files'
import { requireRole, type Actor } from '@/lib/server/auth/actor'
import { db } from '@/lib/server/db/client'
import { designOf } from '@/lib/server/networks/row'
import { refreshNetworkFiles } from './device-files'
import { FILE_COLUMNS, toFileViews } from './view'

/** Letters as they are compared: without case and accents. */
const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

function matches(view: FileView, words: readonly string[]): boolean {
  const text = plain(
    [view.name, view.kind, view.networkName, view.deviceName, view.clusterName]
      .filter(Boolean)
      .join(' '),
  )
  return words.every((word) => text.includes(word))
}

/** Networks saved before their devices' files were kept get them now. */
async function makeMissing(): Promise<void> {
  const networks = await db().network.findMany({
    where: { files: { none: { kind: 'wg.conf' } } },
    select: { id: true, design: true },
  })
  for (const { id, design } of networks)
    if (designOf({ design }).devices.length > 0) await refreshNetworkFiles(id, null)
}

/** Files without their content, newest revision first. */
export async function listFiles(actor: Actor, query: FilesQuery = {}): Promise<FileView[]> {
  requireRole(actor, 'viewer')
  const { q = '', kind, networkId, clusterId } = query
  await makeMissing()
  const rows = await db().configFile.findMany({
    where: {
      ...(kind === undefined ? {} : { kind }),
      ...(networkId === undefined ? {} : { networkId }),
      ...(clusterId === undefined ? {} : { clusterId }),
    },
    select: FILE_COLUMNS,
    orderBy: [{ contentAt: 'desc' }, { id: 'asc' }],
  })
  const words = plain(q).split(/\s+/).filter(Boolean)
  return (await toFileViews(actor, rows)).filter((view) => matches(view, words))
}
