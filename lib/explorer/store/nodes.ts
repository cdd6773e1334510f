import { decodeGoJson } from '@/lib/explorer/go-decode/decode-body'
import { nodeCodec, type NodeRecord } from '@/lib/explorer/wire/node-codec'
import { db } from '@/lib/server/db/client'
import { untilStored, withNextNumber } from './unique-conflict'

/** A farm id as the column holds it; no farm has an id beyond, so those share one value that matches nothing. */
function farmColumn(id: bigint): number {
  return id <= 2_147_483_647n ? Number(id) : -1
}

function columns(node: NodeRecord): { farmId: number; raw: string } {
  return { farmId: farmColumn(node.farm_id), raw: nodeCodec.encode(node) }
}

/** What the explorer keeps of a node: its JSON and that of its last status. */
export interface StoredNode {
  raw: string
  status: string | null
}

/** JSON of all nodes, or of one farm's, in order of registration. */
export async function loadNodes(farm: bigint | null): Promise<string[]> {
  const where = farm === null ? {} : { farmId: farmColumn(farm) }
  const rows = await db().explorerNode.findMany({
    where,
    orderBy: { seq: 'asc' },
    select: { raw: true },
  })
  return farm !== null && farmColumn(farm) < 0 ? [] : rows.map((row) => row.raw)
}

/** One node, or null. */
export async function loadNode(nodeId: string): Promise<StoredNode | null> {
  return db().explorerNode.findUnique({
    where: { nodeId },
    select: { raw: true, status: true },
  })
}

/** The record of a node, or null. */
export async function loadNodeRecord(nodeId: string): Promise<NodeRecord | null> {
  const stored = await loadNode(nodeId)
  return stored === null ? null : decodeGoJson(stored.raw, nodeCodec)
}

/** Adds a node at the end of the list. Gives false when it is there already. */
export async function addNode(node: NodeRecord): Promise<boolean> {
  return withNextNumber(() =>
    db().$transaction(async (tx) => {
      const known = await tx.explorerNode.count({ where: { nodeId: node.node_id } })
      if (known > 0) return false
      const { _max } = await tx.explorerNode.aggregate({ _max: { seq: true } })
      const seq = (_max.seq ?? -1) + 1
      await tx.explorerNode.create({ data: { nodeId: node.node_id, seq, ...columns(node) } })
      return true
    }),
  )
}

/**
 * Changes a node; two changes at once both hold. Gives false when there is no such node.
 *
 * @param status JSON to keep as the node's last status
 */
export async function updateNode(
  nodeId: string,
  change: (node: NodeRecord) => NodeRecord,
  status?: string,
): Promise<boolean> {
  return untilStored(async () => {
    const stored = await loadNode(nodeId)
    if (stored === null) return false
    const node = change(decodeGoJson(stored.raw, nodeCodec))
    const { count } = await db().explorerNode.updateMany({
      where: { nodeId, raw: stored.raw },
      data: status === undefined ? columns(node) : { ...columns(node), status },
    })
    return count === 1 ? true : 'conflict'
  })
}
