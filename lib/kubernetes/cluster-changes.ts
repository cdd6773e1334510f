import type { ClusterDesign, ClusterProblem, MachineDesign, MachineRole, VmSize } from './model'

/** A machine as its signed reservation says it. */
export interface StandingMachine {
  reservationId: string
  nodeId: string
  size: VmSize
  ip: string
  /** empty: it is the master */
  masterIps: readonly string[]
  sshKeys: readonly string[]
  /** the explorer disagrees with us about it, so it is made anew */
  isDrifted: boolean
}

export interface MachineFieldChange {
  field: 'role' | 'size' | 'address' | 'master' | 'SSH keys'
  before: string
  after: string
}

/** What happens on one node. A changed machine is deleted and made anew: a VM cannot be changed while it runs. */
export interface MachineDiff {
  kind: 'add' | 'change' | 'remove' | 'keep'
  nodeId: string
  role: MachineRole
  size: VmSize
  ip: string
  fieldChanges: readonly MachineFieldChange[]
  /** reservation that goes with this change, or stays */
  standing: StandingMachine | null
}

/** Addresses a worker joins at; a master has none. */
export function masterIpsFor(
  machine: Pick<MachineDesign, 'role'>,
  design: ClusterDesign,
): string[] {
  if (machine.role === 'master') return []
  return design.machines.filter(({ role }) => role === 'master').map(({ ip }) => ip)
}

/**
 * Compares a cluster's design with what stands, machine by machine: the design's order, then what goes.
 *
 * @param standing at most one a node
 */
export function clusterChanges(
  design: ClusterDesign,
  standing: readonly StandingMachine[],
): MachineDiff[] {
  const byNode = new Map(standing.map((machine) => [machine.nodeId, machine]))
  const wanted = new Set(design.machines.map(({ nodeId }) => nodeId))
  return [
    ...design.machines.map((machine) => compare(machine, byNode.get(machine.nodeId), design)),
    ...standing.filter(({ nodeId }) => !wanted.has(nodeId)).map(toRemoval),
  ]
}

function compare(
  { nodeId, role, size, ip }: MachineDesign,
  old: StandingMachine | undefined,
  design: ClusterDesign,
): MachineDiff {
  const machine = { nodeId, role, size, ip }
  if (!old) return { ...machine, kind: 'add', fieldChanges: [], standing: null }
  const fieldChanges = differences(machine, old, design)
  const kind = fieldChanges.length > 0 || old.isDrifted ? 'change' : 'keep'
  return { ...machine, kind, fieldChanges, standing: old }
}

const roleOf = ({ masterIps }: StandingMachine): MachineRole =>
  masterIps.length === 0 ? 'master' : 'worker'

function toRemoval(standing: StandingMachine): MachineDiff {
  const { nodeId, size, ip } = standing
  return { kind: 'remove', nodeId, role: roleOf(standing), size, ip, fieldChanges: [], standing }
}

function differences(
  machine: MachineDesign,
  old: StandingMachine,
  design: ClusterDesign,
): MachineFieldChange[] {
  const masterIps = masterIpsFor(machine, design)
  const stays = machine.role === 'worker' && roleOf(old) === 'worker'
  const fields: readonly MachineFieldChange[] = [
    { field: 'role', before: roleOf(old), after: machine.role },
    { field: 'size', before: String(old.size), after: String(machine.size) },
    { field: 'address', before: old.ip, after: machine.ip },
    ...(stays
      ? [{ field: 'master' as const, before: old.masterIps.join(), after: masterIps.join() }]
      : []),
    { field: 'SSH keys', before: keyNames(old.sshKeys), after: keyNames(design.sshKeys) },
  ]
  const isSameKeys = sameTexts(old.sshKeys, design.sshKeys)
  return fields.filter(({ field, before, after }) =>
    field === 'SSH keys' ? !isSameKeys : before !== after,
  )
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index])
}

/** Keys as people know them: by comment, else by their last letters. */
function keyNames(keys: readonly string[]): string {
  return keys
    .map((line) => {
      const [, blob = '', ...comment] = line.split(' ')
      return comment.join(' ') || `…${blob.slice(-8)}`
    })
    .join(', ')
}

/** A warning when workers are made anew only because their master's address changes. */
export function masterMove(changes: readonly MachineDiff[]): ClusterProblem | null {
  const moved = changes.filter(({ fieldChanges }) =>
    fieldChanges.some(({ field }) => field === 'master'),
  )
  const [first] = moved
  if (!first) return null
  const change = first.fieldChanges.find(({ field }) => field === 'master')
  return {
    code: 'MASTER_MOVES',
    severity: 'warning',
    objects: moved.map(({ nodeId }) => `machine:${nodeId}`),
    message: `The master moves from ${change?.before} to ${change?.after}, and workers carry its address: ${moved.length === 1 ? 'the worker is' : `all ${moved.length} workers are`} deleted and made anew too, and what runs in the cluster is lost.`,
  }
}
