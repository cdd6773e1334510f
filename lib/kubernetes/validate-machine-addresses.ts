import { contains } from '@/lib/network/cidr'
import { nodeLabels } from '@/lib/network/labels'
import { isReservedHost, readAddress } from './machine-address'
import { addressFix } from './machine-fix'
import { machineProblem } from './machine-problem'
import type {
  ClusterDesign,
  ClusterNetwork,
  ClusterProblem,
  MachineDesign,
  MachineFacts,
} from './model'

/** What is wrong with the machines' addresses. */
export function addressProblems(
  design: ClusterDesign,
  network: ClusterNetwork,
  facts: ReadonlyMap<string, MachineFacts>,
): ClusterProblem[] {
  const label = nodeLabels(facts)
  return design.machines.flatMap((machine, index) => {
    const earlier = design.machines.slice(0, index).map(({ ip }) => ip)
    const problem =
      ownProblem(machine, network, label(machine.nodeId)) ??
      takenProblem(machine, network, earlier, label(machine.nodeId))
    return problem ? [{ ...problem, fix: addressFix(machine, design, network) }] : []
  })
}

function takenProblem(
  { nodeId, ip }: MachineDesign,
  network: ClusterNetwork,
  earlier: readonly string[],
  label: string,
): ClusterProblem | null {
  if (!earlier.includes(ip) && !network.taken.get(nodeId)?.includes(ip)) return null
  const message = `${label}: ${ip} is taken. Use another address of its subnet.`
  return machineProblem('ADDRESS_TAKEN', nodeId, message)
}

function ownProblem(
  { nodeId, ip }: MachineDesign,
  network: ClusterNetwork,
  label: string,
): ClusterProblem | null {
  const address = readAddress(ip)
  if (address === null)
    return machineProblem(
      'ADDRESS_INVALID',
      nodeId,
      `${label}: ${JSON.stringify(ip.slice(0, 60))} is no IPv4 address. Write one such as 10.42.1.2.`,
    )
  const subnet = network.subnets.get(nodeId)
  if (subnet !== undefined && !contains(subnet, `${ip}/32`))
    return machineProblem(
      'ADDRESS_OUTSIDE',
      nodeId,
      `${label}: ${ip} is outside the node's subnet ${subnet}. Use an address inside it.`,
    )
  if (!isReservedHost(address)) return null
  return machineProblem(
    'ADDRESS_RESERVED',
    nodeId,
    `${label}: ${ip} is not for a machine: .0 and .255 are the subnet's, .1 is the node's own. Use .2 to .254.`,
  )
}
