import { isLiveState, RESERVATION_STATES } from '@/lib/protocol/states'
import { networkDesignSchema } from '@/lib/schemas/design'
import { db } from '@/lib/server/db/client'

const LIVE = RESERVATION_STATES.filter(isLiveState)

interface Drawn {
  design: string
  nodeIds: readonly string[]
}
const MAX_KEPT = 2_000
const drawn = new Map<string, Drawn>()

/** Nodes of a design; read again only when its text changed. */
function nodesOfDesign(id: string, design: string): readonly string[] {
  const known = drawn.get(id)
  if (known?.design === design) return known.nodeIds
  if (drawn.size >= MAX_KEPT) drawn.clear()
  const parsed = networkDesignSchema.parse(JSON.parse(design))
  const nodeIds = parsed.resources.map(({ nodeId }) => nodeId)
  drawn.set(id, { design, nodeIds })
  return nodeIds
}

/** A network drawn here and the nodes it has. */
export interface NetworkNodes {
  id: string
  name: string
  gridId: string
  nodeIds: readonly string[]
}

/** Every network with its nodes, by name. */
export async function networkNodes(): Promise<NetworkNodes[]> {
  const rows = await db().network.findMany({
    select: { id: true, name: true, gridId: true, design: true },
    orderBy: { name: 'asc' },
  })
  return rows.map(({ id, name, gridId, design }) => ({
    id,
    name,
    gridId,
    nodeIds: nodesOfDesign(id, design),
  }))
}

/** How many live reservations of ours each node has; the key is `nodeKey`. */
export async function liveReservationCounts(): Promise<Map<string, number>> {
  const groups = await db().reservation.groupBy({
    by: ['gridId', 'nodeId'],
    where: { state: { in: LIVE } },
    _count: true,
  })
  return new Map(groups.map(({ gridId, nodeId, _count }) => [`${gridId}/${nodeId}`, _count]))
}
