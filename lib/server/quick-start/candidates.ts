import type { QuickNode } from '@/lib/kubernetes/quick-start/nodes'
import type { ReservationState } from '@/lib/protocol/states'
import { VM_SIZES } from '@/lib/protocol/workload-limits'
import type { NodeView } from '@/lib/schemas/views'
import { machineIn } from '@/lib/server/clusters/machine-body'
import { db } from '@/lib/server/db/client'
import { nodeLabel } from '@/lib/server/nodes/node-label'
import { listNodes } from '@/lib/server/nodes/nodes'

type Free = QuickNode['free']

/** Every node of a grid as choosing sees it: less what our own VMs under way will take. */
export async function candidates(gridId: string): Promise<QuickNode[]> {
  const [nodes, promised] = await Promise.all([listNodes({ gridId }), promisedTo(gridId)])
  return nodes.map((node) => toCandidate(node, promised.get(node.nodeId)))
}

function toCandidate(node: NodeView, promised: Free | undefined): QuickNode {
  const { cru, mru, sru } = node.free
  return {
    nodeId: node.nodeId,
    label: nodeLabel(node),
    farmId: node.farmId,
    farmName: node.farmName,
    freshness: node.freshness,
    free: {
      cru: cru - (promised?.cru ?? 0),
      mru: mru - (promised?.mru ?? 0),
      sru: sru - (promised?.sru ?? 0),
    },
    endpoints: node.endpoints,
    takenPorts: node.takenPorts,
    engine: node.engine,
  }
}

/** States in which a VM is asked for and its node does not count it yet. */
const UNDER_WAY = ['planned', 'signed', 'submitting', 'submitted'] satisfies ReservationState[]

/** What VMs under way will take: two quick starts in a row do not count on the same gigabyte. */
async function promisedTo(gridId: string): Promise<Map<string, Free>> {
  const rows = await db().reservation.findMany({
    where: { gridId, type: 'kubernetes', state: { in: UNDER_WAY } },
    select: { id: true, nodeId: true, state: true, body: true },
  })
  const promised = new Map<string, Free>()
  for (const row of rows) {
    const vm = machineIn(row)
    if (!vm) continue
    const sum = promised.get(row.nodeId) ?? { cru: 0, mru: 0, sru: 0 }
    const { cru, mru, sru } = VM_SIZES[vm.size]
    promised.set(row.nodeId, { cru: sum.cru + cru, mru: sum.mru + mru, sru: sum.sru + sru })
  }
  return promised
}
