import { isDomainError } from '@/lib/errors/domain-error'
import { machineAddress } from '@/lib/kubernetes/machine-address'
import type {
  ClusterNetwork,
  ClusterProblem,
  MachineDesign,
  MachineFacts,
  VmSize,
} from '@/lib/kubernetes/model'
import { validateCluster } from '@/lib/kubernetes/validate-cluster'
import { VM_SIZES } from '@/lib/protocol/workload-limits'

/** A node of the network as a place for a machine. */
export interface MachinePlace {
  nodeId: string
  label: string
  farmName: string
  subnet: string
  freshness: MachineFacts['freshness']
  simulated: boolean
  /** what this cluster has there already counts as free */
  free: MachineFacts['free']
  /** the other cluster whose VM is there */
  occupiedBy: string | null
  /** addresses other workloads have there */
  taken: readonly string[]
}

/** A network as far as a cluster's machines depend on it. */
export interface PlaceNetwork {
  id: string
  name: string
  range: string
  places: readonly MachinePlace[]
}

/** Why a node cannot be picked; null when it can. */
export function whyNot(place: MachinePlace): string | null {
  if (place.occupiedBy !== null) {
    return `Carries a VM of ${place.occupiedBy}: a network has room for one on a node.`
  }
  if (place.freshness === 'down') return 'Is down: it would not pick a VM up.'
  return fits(place, 1) ? null : 'Has no room: the smallest VM needs 1 vCPU, 2 GiB and 50 GiB SSD.'
}

/** Whether a VM of the size has room. */
export function fits({ free }: Pick<MachinePlace, 'free'>, size: VmSize): boolean {
  const need = VM_SIZES[size]
  return free.cru >= need.cru && free.mru >= need.mru && free.sru >= need.sru
}

/** Puts a machine on a node: the first one is the master, its address the lowest free one. */
export function addMachine(
  machines: readonly MachineDesign[],
  place: MachinePlace,
): MachineDesign[] {
  if (machines.some(({ nodeId }) => nodeId === place.nodeId)) return [...machines]
  const role = machines.some((machine) => machine.role === 'master') ? 'worker' : 'master'
  return [...machines, { nodeId: place.nodeId, role, size: 1, ip: freeAddress(place) }]
}

function freeAddress({ subnet, taken }: MachinePlace): string {
  try {
    return machineAddress(subnet, taken)
  } catch (error) {
    // A full or unreadable subnet: the field stays empty and says what is wrong.
    if (isDomainError(error)) return ''
    throw error
  }
}

/** Takes a machine away; when it was the master, the next one becomes it. */
export function removeMachine(machines: readonly MachineDesign[], nodeId: string): MachineDesign[] {
  const rest = machines.filter((machine) => machine.nodeId !== nodeId)
  const [first] = rest
  if (!first || rest.some(({ role }) => role === 'master')) return rest
  return setMaster(rest, first.nodeId)
}

/** Exactly one machine is the master. */
export function setMaster(machines: readonly MachineDesign[], nodeId: string): MachineDesign[] {
  return machines.map((machine) => ({
    ...machine,
    role: machine.nodeId === nodeId ? 'master' : 'worker',
  }))
}

export function changeMachine(
  machines: readonly MachineDesign[],
  nodeId: string,
  patch: Partial<Pick<MachineDesign, 'size' | 'ip'>>,
): MachineDesign[] {
  return machines.map((machine) => (machine.nodeId === nodeId ? { ...machine, ...patch } : machine))
}

/** The master first, workers in the order they were picked. */
export function inOrder(machines: readonly MachineDesign[]): MachineDesign[] {
  const isMaster = ({ role }: MachineDesign) => role === 'master'
  return [...machines.filter(isMaster), ...machines.filter((machine) => !isMaster(machine))]
}

/** What is wrong with a design on this network, as the server will say it too. */
export function designProblems(
  design: { name: string; machines: readonly MachineDesign[]; sshKeys: readonly string[] },
  network: PlaceNetwork,
): ClusterProblem[] {
  const { places } = network
  const onNetwork: ClusterNetwork = {
    name: network.name,
    range: network.range,
    subnets: new Map(places.map(({ nodeId, subnet }) => [nodeId, subnet])),
    taken: new Map(places.map(({ nodeId, taken }) => [nodeId, taken])),
    occupied: new Map(
      places.flatMap(({ nodeId, occupiedBy }) =>
        occupiedBy === null ? [] : [[nodeId, occupiedBy] as const],
      ),
    ),
  }
  const facts = new Map(places.map((place): [string, MachineFacts] => [place.nodeId, place]))
  return validateCluster(design, onNetwork, facts)
}

/** Problems sorted to the fields of one machine's row. */
export interface RowProblems {
  ip: ClusterProblem | null
  size: ClusterProblem | null
  /** about the node itself */
  node: ClusterProblem | null
}

export function rowProblems(problems: readonly ClusterProblem[], nodeId: string): RowProblems {
  const mine = problems.filter(({ objects }) => objects.includes(`machine:${nodeId}`))
  const find = (test: (code: ClusterProblem['code']) => boolean) =>
    mine.find(({ code }) => test(code)) ?? null
  const isAddress = (code: ClusterProblem['code']) => code.startsWith('ADDRESS_')
  const isSize = (code: ClusterProblem['code']) => code === 'CAPACITY_LOW'
  return {
    ip: find(isAddress),
    size: find(isSize),
    node: find((code) => !isAddress(code) && !isSize(code)),
  }
}
