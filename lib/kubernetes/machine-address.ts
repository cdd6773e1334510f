import { DomainError } from '@/lib/errors/domain-error'
import { formatIpv4, parseSubnet, readIpv4Cidr } from '@/lib/network/cidr'
import type { ClusterNetwork, MachineDesign } from './model'

/** `.1` is the node's own address; `.0` and `.255` are no machine's. */
const FIRST_HOST = 2
const LAST_HOST = 254

/**
 * Lowest free address for a VM in a node's subnet, from `.2` upwards.
 *
 * @param subnet IPv4 /24
 * @param taken addresses others have there
 * @throws DomainError `RANGE_EXHAUSTED`, `INVALID_CIDR`
 */
export function machineAddress(subnet: string, taken: Iterable<string>): string {
  const { network, text } = parseSubnet(subnet)
  const used = new Set(taken)
  for (let host = FIRST_HOST; host <= LAST_HOST; host += 1) {
    const address = formatIpv4((network | host) >>> 0)
    if (!used.has(address)) return address
  }
  throw new DomainError(
    'RANGE_EXHAUSTED',
    `Every address from .${FIRST_HOST} to .${LAST_HOST} of ${text} is taken; choose another node.`,
    { subnet: text },
  )
}

/** Number of an IPv4 address; null when the text is none. */
export function readAddress(text: string): number | null {
  return text.includes('/') ? null : (readIpv4Cidr(`${text}/32`)?.address ?? null)
}

/** Whether a VM cannot have the address because of its last number. */
export function isReservedHost(address: number): boolean {
  const host = address & 255
  return host < FIRST_HOST || host > LAST_HOST
}

/** A machine whose address may still be open. */
export type MachineWish = Omit<MachineDesign, 'ip'> & { ip?: string | undefined }

/**
 * Machines with addresses, the master first. An address that is given stays; others get the lowest free one of their
 * node's subnet, so that adding or removing a machine moves no other.
 *
 * @throws DomainError `UNKNOWN_NODE` for a node that is not in the network, `RANGE_EXHAUSTED`
 */
export function placeMachines(
  machines: readonly MachineWish[],
  network: Pick<ClusterNetwork, 'subnets' | 'taken'>,
): MachineDesign[] {
  const used = new Set(machines.flatMap(({ ip }) => ip ?? []))
  const placed = machines.map(({ ip, ...machine }): MachineDesign => {
    if (ip !== undefined) return { ...machine, ip }
    const taken = network.taken.get(machine.nodeId) ?? []
    const address = machineAddress(subnetOf(machine.nodeId, network.subnets), [...taken, ...used])
    used.add(address)
    return { ...machine, ip: address }
  })
  const isMaster = ({ role }: MachineDesign) => role === 'master'
  return [...placed.filter(isMaster), ...placed.filter((machine) => !isMaster(machine))]
}

function subnetOf(nodeId: string, subnets: ReadonlyMap<string, string>): string {
  const subnet = subnets.get(nodeId)
  if (subnet !== undefined) return subnet
  throw new DomainError(
    'UNKNOWN_NODE',
    `The node ${nodeId} is not in this network. Add it to the network first.`,
    { nodeId },
  )
}
