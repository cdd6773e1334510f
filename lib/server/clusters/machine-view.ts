import type { MachineDesign } from '@/lib/kubernetes/model'
import { nodeLabels, shortKey } from '@/lib/network/labels'
import type { ReservationState } from '@/lib/protocol/states'
import type { MachineView } from '@/lib/schemas/clusters'
import type { NodeView } from '@/lib/schemas/views'
import { nodeLabel } from '@/lib/server/nodes/node-label'
import { progressOf } from './machine-progress'
import type { MachineRow } from './row'

/** What is known around one machine. */
export interface MachineContext {
  /** its newest reservation */
  row: MachineRow | null
  /** the newest reservation of its network on its node */
  network: { state: string } | null
  networkName: string
  node: NodeView | null
  /** all nodes of the cluster, for labels that tell them apart */
  nodes: ReadonlyMap<string, NodeView>
}

/** One machine with how far it is. */
export function toMachineView(machine: MachineDesign, context: MachineContext): MachineView {
  const { row, node } = context
  const label = labelOf(machine.nodeId, context.nodes)
  const simulated = node?.engine === 'simulated'
  const step = row?.steps.find(({ kind }) => kind === 'post')
  const progress = progressOf({
    state: (row?.state ?? null) as ReservationState | null,
    gridReservationId: row?.gridNumber ? `${row.gridNumber}-1` : null,
    networkState: (context.network?.state ?? null) as ReservationState | null,
    networkName: context.networkName,
    label,
    simulated,
    waitsForOthers: step?.state === 'waiting' && step.attempts === 0 && step.waitsFor !== '[]',
    trouble: step?.state === 'waiting' || step?.state === 'unknown' ? step.error : null,
    error: row?.error ?? null,
  })
  return {
    nodeId: machine.nodeId,
    nodeLabel: label,
    farmName: node?.farmName ?? '',
    role: machine.role,
    size: machine.size,
    ip: machine.ip,
    simulated,
    reservationId: row?.id ?? null,
    gridReservationId: row?.gridNumber ? `${row.gridNumber}-1` : null,
    state: (row?.state ?? null) as ReservationState | null,
    ...progress,
    error: row?.error ?? null,
  }
}

function labelOf(nodeId: string, nodes: ReadonlyMap<string, NodeView>): string {
  if (!nodes.has(nodeId)) return shortKey(nodeId)
  return nodeLabels(new Map([...nodes].map(([id, node]) => [id, { label: nodeLabel(node) }])))(
    nodeId,
  )
}
