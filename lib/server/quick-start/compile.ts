import type { ClusterDesign } from '@/lib/kubernetes/model'
import { chooseNodes, type NodeChoice } from '@/lib/kubernetes/quick-start/choose-nodes'
import { quickStartDesign, requireRoom } from '@/lib/kubernetes/quick-start/design'
import type { NetworkDesign, NodeFacts, PlannedNetwork, Problem } from '@/lib/network/model'
import { planPeers } from '@/lib/network/plan-peers'
import { toPeerNetwork } from '@/lib/network/to-peer-network'
import { validateDesign } from '@/lib/network/validate'
import type { QuickStartPlanInput } from '@/lib/schemas/quick-start'
import type { Actor } from '@/lib/server/auth/actor'
import { chosenIdentity, requireGrid } from '@/lib/server/networks/create'
import { freeFacts } from '@/lib/server/networks/planning'
import { candidates } from './candidates'
import { chooseName, loadTaken } from './names'

/** The device every quick start gets: the computer one sits at. */
export const DEVICE_NAME = 'laptop'

/** Everything a quick start will be, before anything of it exists. */
export interface CompiledQuickStart {
  name: string
  rangeWarning: string | null
  gridId: string
  /** null: there is nobody to sign yet */
  identityId: string | null
  choice: NodeChoice
  network: NetworkDesign
  cluster: ClusterDesign
  facts: ReadonlyMap<string, NodeFacts>
  planned: PlannedNetwork
  problems: readonly Problem[]
}

/**
 * Turns the answers into designs. Writes nothing, sends nothing.
 *
 * @throws DomainError `INVALID_CIDR`, `ALREADY_EXISTS`, `RANGE_EXHAUSTED`, `TOO_FEW_NODES`, `NO_ACCESS_POINT`,
 *   `UNKNOWN_NODE`, `NOT_FOUND`, `NO_IDENTITY`
 */
export async function compileQuickStart(
  actor: Actor,
  input: QuickStartPlanInput,
  deviceId: string,
): Promise<CompiledQuickStart> {
  const { size, nodes: count, nodeIds, sshKeys = [] } = input
  const { range, name, warning } = chooseName(input, await loadTaken())
  requireRoom(count, 1)
  const gridId = await requireGrid(input.gridId)
  const nodes = await candidates(gridId)
  const first = chooseNodes({ nodes, count, size, ...(nodeIds ? { nodeIds } : {}) })
  const facts = await freeFacts(gridId, idsOf(first), null)
  const choice = withPorts(first, facts)
  const { network, cluster } = quickStartDesign({
    name,
    range,
    size,
    sshKeys,
    choice,
    devices: [{ id: deviceId, name: DEVICE_NAME }],
  })
  return {
    name,
    rangeWarning: warning,
    gridId,
    identityId: await chosenIdentity(actor, input.identityId),
    choice,
    network,
    cluster,
    facts,
    planned: planPeers(toPeerNetwork(network, facts, {}), { mode: network.mode }),
    problems: validateDesign(network, facts),
  }
}

function idsOf({ machines, access }: NodeChoice): string[] {
  return [...new Set([access, ...machines].map(({ nodeId }) => nodeId))]
}

/** Ports that reservations of ours will use count as taken before their node says so. */
function withPorts(choice: NodeChoice, facts: ReadonlyMap<string, NodeFacts>): NodeChoice {
  const known = <Node extends NodeChoice['access']>(node: Node): Node => ({
    ...node,
    takenPorts: facts.get(node.nodeId)?.takenPorts ?? node.takenPorts,
  })
  return { ...choice, access: known(choice.access), machines: choice.machines.map(known) }
}
