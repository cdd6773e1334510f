import { isDomainError } from '@/lib/errors/domain-error'
import { machineAddress } from './machine-address'
import type { ClusterDesign, ClusterNetwork, MachineDesign, MachineFix } from './model'

/**
 * The lowest address of the node's subnet that nobody has. None where the subnet is full or unknown, or where two machines
 * stand on one node, of which a fix could not name one.
 */
export function addressFix(
  { nodeId }: MachineDesign,
  { machines }: ClusterDesign,
  network: ClusterNetwork,
): MachineFix | undefined {
  const subnet = network.subnets.get(nodeId)
  const isAlone = machines.filter((machine) => machine.nodeId === nodeId).length === 1
  if (subnet === undefined || !isAlone) return undefined
  const taken = [...machines.map(({ ip }) => ip), ...(network.taken.get(nodeId) ?? [])]
  try {
    const ip = machineAddress(subnet, taken)
    return { label: `Use ${ip}`, nodeId, patch: { ip } }
  } catch (error) {
    if (isDomainError(error)) return undefined
    throw error
  }
}
