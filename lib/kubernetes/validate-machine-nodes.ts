import { nodeLabels } from '@/lib/network/labels'
import { VM_SIZES } from '@/lib/protocol/workload-limits'
import { machineProblem } from './machine-problem'
import type {
  ClusterDesign,
  ClusterNetwork,
  ClusterProblem,
  MachineDesign,
  MachineFacts,
  MachineFix,
  VmSize,
} from './model'

type Facts = ReadonlyMap<string, MachineFacts>

/** What is wrong with where the machines stand: one VM per network and node, and it must fit. */
export function nodeProblems(
  design: ClusterDesign,
  network: ClusterNetwork,
  facts: Facts,
): ClusterProblem[] {
  const label = nodeLabels(facts)
  const seen = new Set<string>()
  return design.machines.flatMap((machine) => {
    const { nodeId } = machine
    if (seen.has(nodeId))
      return [
        machineProblem(
          'NODE_TWICE',
          nodeId,
          `${label(nodeId)} is chosen twice, and a network has room for one VM on a node. Choose another node.`,
        ),
      ]
    seen.add(nodeId)
    return [
      ...placeProblems(machine, network, label(nodeId)),
      ...stateProblems(machine, facts.get(nodeId), label(nodeId)),
    ]
  })
}

function placeProblems(
  { nodeId }: MachineDesign,
  network: ClusterNetwork,
  label: string,
): ClusterProblem[] {
  if (!network.subnets.has(nodeId))
    return [
      machineProblem(
        'NODE_NOT_IN_NETWORK',
        nodeId,
        `${label} is not in the network ${network.name}. Add it there, or choose a node of the network.`,
      ),
    ]
  const owner = network.occupied.get(nodeId)
  if (owner === undefined) return []
  return [
    machineProblem(
      'NODE_OCCUPIED',
      nodeId,
      `${label} already carries a VM of ${owner} in the network ${network.name}, and there is room for one. Choose another node.`,
    ),
  ]
}

function stateProblems(
  machine: MachineDesign,
  facts: MachineFacts | undefined,
  label: string,
): ClusterProblem[] {
  const { nodeId } = machine
  if (!facts)
    return [
      machineProblem(
        'NODE_UNKNOWN',
        nodeId,
        `${label} is not known to the grid any more. Choose another node.`,
      ),
    ]
  return [...freshnessProblems(facts, label), ...capacityProblems(machine, facts, label)]
}

function freshnessProblems({ nodeId, freshness }: MachineFacts, label: string): ClusterProblem[] {
  if (freshness === 'down')
    return [
      machineProblem(
        'NODE_DOWN',
        nodeId,
        `${label} is down: it would not pick the VM up. Choose another node, or wait until it reports again.`,
      ),
    ]
  if (freshness === 'up') return []
  return [
    machineProblem(
      'NODE_LATE',
      nodeId,
      `${label} has not reported on time. It may take a while to pick the VM up, or never do.`,
      'warning',
    ),
  ]
}

const AMOUNTS = [
  ['cru', 'vCPU'],
  ['mru', 'GiB memory'],
  ['sru', 'GiB SSD'],
] as const

function capacityProblems(
  { nodeId, size }: MachineDesign,
  { free }: MachineFacts,
  label: string,
): ClusterProblem[] {
  const short = shortOf(free, size)
  if (short.length === 0) return []
  const message = `${label} has no room for size ${size}, which needs ${short.join(' and ')}. Choose a smaller size or another node.`
  const isRoomForSmall = size !== 1 && shortOf(free, 1).length === 0
  const fix: MachineFix | undefined = isRoomForSmall
    ? { label: 'Use size 1', nodeId, patch: { size: 1 } }
    : undefined
  return [{ ...machineProblem('CAPACITY_LOW', nodeId, message), fix }]
}

/** What a size needs more of than there is, in words. */
function shortOf(free: MachineFacts['free'], size: VmSize): string[] {
  const needs = VM_SIZES[size]
  return AMOUNTS.filter(([kind]) => free[kind] < needs[kind]).map(
    ([kind, unit]) =>
      `${needs[kind]} ${unit} (${Math.max(0, Math.floor(free[kind] * 10) / 10)} free)`,
  )
}
