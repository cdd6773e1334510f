import { parseJsonLossless } from '@/lib/protocol/go-json'
import type { ReservationView } from '@/lib/schemas/views'
import { db } from '@/lib/server/db/client'
import type { Prisma } from '@/lib/server/db/generated/client'
import { shortKey } from '@/lib/network/labels'
import { nodeLabel } from '@/lib/server/nodes/node-label'
import { nodeRecord, type NodeRecord } from '@/lib/server/nodes/node-record'

/** What a reservation's view needs beside its row. */
export const WITH_NAMES = {
  grid: { select: { name: true } },
  network: { select: { name: true } },
  cluster: { select: { name: true } },
  identity: { select: { name: true, publicId: true } },
} as const
/** A reservation's row with the names around it. */
export type ReservationRow = Prisma.ReservationGetPayload<{ include: typeof WITH_NAMES }>

const keyOf = (gridId: string, nodeId: string) => `${gridId}/${nodeId}`

/** What the cache knows of nodes, by grid and node; the key is `nodeKey`. */
export async function nodeRecords(
  places: readonly { gridId: string; nodeId: string }[],
): Promise<Map<string, NodeRecord>> {
  if (places.length === 0) return new Map()
  const rows = await db().gridNode.findMany({
    where: {
      gridId: { in: [...new Set(places.map((place) => place.gridId))] },
      nodeId: { in: [...new Set(places.map((place) => place.nodeId))] },
    },
  })
  const records = rows.flatMap((row) => nodeRecord(row) ?? [])
  return new Map(records.map((record) => [keyOf(record.gridId, record.nodeId), record]))
}

/** Plain data of reservations, in the order given. */
export async function toReservationViews(
  rows: readonly ReservationRow[],
): Promise<ReservationView[]> {
  const records = await nodeRecords(rows)
  return rows.map((row) => toView(row, records.get(keyOf(row.gridId, row.nodeId))))
}

function toView(row: ReservationRow, node: NodeRecord | undefined): ReservationView {
  return {
    id: row.id,
    gridId: row.gridId,
    gridName: row.grid.name,
    gridReservationId: row.gridNumber === null ? null : `${row.gridNumber}-1`,
    networkId: row.networkId,
    networkName: row.network?.name ?? null,
    clusterId: row.clusterId,
    clusterName: row.cluster?.name ?? null,
    identityName: row.identity.name,
    userId: row.identity.publicId,
    nodeId: row.nodeId,
    nodeLabel: node ? nodeLabel(node) : shortKey(row.nodeId),
    simulated: node?.engine === 'simulated',
    type: row.type,
    workloadName: row.workloadName,
    state: row.state as ReservationView['state'],
    error: row.error,
    result: toResult(row),
    endsAt: row.endsAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    supersededBy: row.supersededBy,
  }
}

function toResult(row: ReservationRow): ReservationView['result'] {
  if (row.resultState === null) return null
  return {
    state: row.resultState,
    message: row.resultMessage ?? '',
    data: readData(row.resultData),
  }
}

/** The node's own data; what cannot be read is not shown. */
function readData(text: string | null): unknown {
  try {
    return text === null ? null : plain(parseJsonLossless(text))
  } catch {
    return null
  }
}

/** Numbers beyond 2^53 as text: JSON answers carry no bigints. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
}
