import type { NetworkDesign, NodeFacts } from '@/lib/network/model'
import { isFull } from '@/lib/nodes/full'
import type { PlanOutline } from '@/lib/schemas/views'
import type { PaletteNode } from './palette-node'

/** Ports this network itself holds on its nodes: they are taken, but not by others. */
export function ownPorts(plan: PlanOutline | null): ReadonlyMap<string, number> {
  const ports = new Map<string, number>()
  for (const change of plan?.changes ?? []) {
    if (change.kind === 'add') continue
    const moved = change.fieldChanges.find(({ field }) => field === 'listen port')
    ports.set(change.nodeId, moved ? Number(moved.before) : change.listenPort)
  }
  return ports
}

/** What planning needs of each node of the grid. */
export function toFacts(
  nodes: readonly PaletteNode[],
  own: ReadonlyMap<string, number>,
): ReadonlyMap<string, NodeFacts> {
  return new Map(
    nodes.map((node) => [
      node.nodeId,
      {
        nodeId: node.nodeId,
        endpoints: node.endpoints,
        takenPorts: node.takenPorts.filter((port) => port !== own.get(node.nodeId)),
        freshness: node.freshness,
        full: isFull(node),
        label: node.label,
      },
    ]),
  )
}

/** The facts of the nodes in the design only, so that names are told apart among these and not among the whole grid. */
export function factsOf(
  design: NetworkDesign,
  facts: ReadonlyMap<string, NodeFacts>,
): ReadonlyMap<string, NodeFacts> {
  return new Map(
    design.resources.flatMap(({ nodeId }) => {
      const known = facts.get(nodeId)
      return known ? [[nodeId, known] as const] : []
    }),
  )
}
