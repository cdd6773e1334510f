import { plural } from '@/components/ui/format'
import type { NetworkDesign } from '@/lib/network/model'
import { isLiveState } from '@/lib/protocol/states'
import type { NetworkView, PlanOutline } from '@/lib/schemas/views'

export interface Staged {
  total: number
  /** "2 nodes", "1 device added": what the total is made of */
  parts: readonly string[]
  nodeIds: ReadonlySet<string>
  /** of these, the ones that do not run yet */
  addedNodeIds: ReadonlySet<string>
  deviceIds: ReadonlySet<string>
}

/**
 * What is drawn and not yet reserved. The server's plan counts changes to what runs; nodes it has not seen yet are
 * staged in any case.
 */
export function stagedOf(
  design: NetworkDesign,
  deployed: NetworkView['deployed'],
  plan: PlanOutline | null,
): Staged {
  const planned = new Map((plan?.changes ?? []).map((change) => [change.nodeId, change.kind]))
  const inDesign = new Set(design.resources.map(({ nodeId }) => nodeId))
  const runs = (nodeId: string) => {
    const entry = deployed[nodeId]
    return entry !== undefined && entry.state !== 'deleting' && isLiveState(entry.state)
  }
  const added = [...inDesign].filter((nodeId) => !runs(nodeId))
  const changed = [...inDesign].filter((nodeId) => runs(nodeId) && planned.get(nodeId) === 'change')
  const removed = Object.keys(deployed).filter((nodeId) => runs(nodeId) && !inDesign.has(nodeId))
  const devices = stagedDevices(design, plan, added)
  return {
    total: added.length + changed.length + removed.length + devices.total,
    parts: [
      ...part(added.length, 'node'),
      ...part(changed.length, 'node changes', 'nodes change'),
      ...part(removed.length, 'node removed', 'nodes removed'),
      ...part(devices.added.size, 'device'),
      ...part(devices.removed, 'device removed', 'devices removed'),
    ],
    nodeIds: new Set([...added, ...changed]),
    addedNodeIds: new Set(added),
    deviceIds: devices.added,
  }
}

function stagedDevices(design: NetworkDesign, plan: PlanOutline | null, added: readonly string[]) {
  const kinds = new Map((plan?.deviceChanges ?? []).map((change) => [change.id, change.kind]))
  const onNewNode = new Set(added)
  const fresh = design.devices.filter(
    ({ id, accessNodeId }) =>
      onNewNode.has(accessNodeId) || ['add', 'change'].includes(kinds.get(id) ?? ''),
  )
  const known = new Set(design.devices.map(({ id }) => id))
  const removed = [...kinds].filter(([id, kind]) => kind === 'remove' && !known.has(id)).length
  return {
    added: new Set(fresh.map(({ id }) => id)),
    removed,
    total: fresh.length + removed,
  }
}

function part(count: number, one: string, many?: string): string[] {
  return count === 0 ? [] : [plural(count, one, many)]
}
