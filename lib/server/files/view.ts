import { FILE_KINDS, type FileKind, type FileView } from '@/lib/schemas/files'
import type { Actor } from '@/lib/server/auth/actor'
import { db } from '@/lib/server/db/client'
import type { Prisma } from '@/lib/server/db/generated/client'
import { designOf } from '@/lib/server/networks/row'

/** A row without its content. */
export const FILE_COLUMNS = {
  id: true,
  kind: true,
  name: true,
  networkId: true,
  network: { select: { name: true, design: true } },
  deviceId: true,
  clusterId: true,
  cluster: { select: { name: true } },
  createdById: true,
  revision: true,
  contentAt: true,
  downloads: true,
  lastDownloadAt: true,
  createdAt: true,
} as const
export type FileRow = Prisma.ConfigFileGetPayload<{ select: typeof FILE_COLUMNS }>

/** The kind of a row; the column is text. */
export function kindOf(row: { kind: string }): FileKind {
  return FILE_KINDS.find((kind) => kind === row.kind) ?? 'wg.conf'
}

/** File id → when this person read it last. A script has no person, so nothing is news to it. */
async function lastReads(actor: Actor, ids: readonly string[]): Promise<Map<string, Date>> {
  if (actor.userId === null || ids.length === 0) return new Map()
  const groups = await db().event.groupBy({
    by: ['subjectId'],
    where: { kind: 'file', toState: READ, actorId: actor.userId, subjectId: { in: [...ids] } },
    _max: { at: true },
  })
  return new Map(groups.flatMap(({ subjectId, _max }) => (_max.at ? [[subjectId, _max.at]] : [])))
}

/** `toState` of the event that says who read a file. */
export const READ = 'read'

async function makerNames(rows: readonly FileRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(({ createdById }) => createdById ?? []))]
  const users = await db().user.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  })
  return new Map(users.map(({ id, name }) => [id, name]))
}

/** Rows as people see them. */
export async function toFileViews(actor: Actor, rows: readonly FileRow[]): Promise<FileView[]> {
  const reads = await lastReads(
    actor,
    rows.map(({ id }) => id),
  )
  const makers = await makerNames(rows)
  const designs = new Map(
    rows.flatMap(({ networkId, network }) =>
      networkId && network ? [[networkId, designOf(network)] as const] : [],
    ),
  )
  return rows.map((row) => {
    const device = designs
      .get(row.networkId ?? '')
      ?.devices.find(({ id }) => row.kind === 'wg.conf' && id === row.deviceId)
    const read = reads.get(row.id)
    return {
      id: row.id,
      kind: kindOf(row),
      name: row.name,
      networkId: row.networkId,
      networkName: row.network?.name ?? null,
      deviceId: row.deviceId,
      deviceName: device?.name ?? null,
      hasOwnKey: Boolean(device?.ownPublicKey),
      clusterId: row.clusterId,
      clusterName: row.cluster?.name ?? null,
      makerName: makers.get(row.createdById ?? '') ?? null,
      revision: row.revision,
      contentAt: row.contentAt.toISOString(),
      downloads: row.downloads,
      lastDownloadAt: row.lastDownloadAt?.toISOString() ?? null,
      changedSince: read !== undefined && read < row.contentAt,
      createdAt: row.createdAt.toISOString(),
    }
  })
}

/** One file as people see it. */
export async function loadFileView(actor: Actor, id: string): Promise<FileView> {
  const row = await db().configFile.findUniqueOrThrow({ where: { id }, select: FILE_COLUMNS })
  const [view] = await toFileViews(actor, [row])
  if (!view) throw new Error('A row gave no view.')
  return view
}
