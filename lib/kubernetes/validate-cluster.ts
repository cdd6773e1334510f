import { CLUSTER_NAME } from './cluster-name'
import type { ClusterDesign, ClusterNetwork, ClusterProblem, MachineFacts } from './model'
import { addressProblems } from './validate-machine-addresses'
import { nodeProblems } from './validate-machine-nodes'
import { keyProblems } from './validate-ssh-keys'

/**
 * Everything that is wrong with a cluster: errors block submitting, warnings do not.
 *
 * @param facts what the grid knows of the machines' nodes
 */
export function validateCluster(
  design: ClusterDesign,
  network: ClusterNetwork,
  facts: ReadonlyMap<string, MachineFacts>,
): ClusterProblem[] {
  return [
    ...nameProblems(design),
    ...masterProblems(design),
    ...keyProblems(design.sshKeys),
    ...nodeProblems(design, network, facts),
    ...addressProblems(design, network, facts),
  ]
}

function nameProblems({ name }: ClusterDesign): ClusterProblem[] {
  if (CLUSTER_NAME.test(name)) return []
  return [
    problem(
      'CLUSTER_NAME_INVALID',
      'The name of a cluster has 2 to 40 lower-case letters, digits and dashes, begins with a letter and does not end with a dash.',
    ),
  ]
}

function masterProblems({ machines }: ClusterDesign): ClusterProblem[] {
  const masters = machines.filter(({ role }) => role === 'master').length
  if (masters === 1) return []
  if (masters === 0)
    return [problem('NO_MASTER', 'The cluster has no master. Make one machine the master.')]
  return [
    problem(
      'SEVERAL_MASTERS',
      `The cluster has ${masters} masters, and one is possible: k3s in the VM image keeps its state in SQLite on one machine, without the embedded etcd or outside database that several masters would share. Make the others workers.`,
    ),
  ]
}

function problem(code: ClusterProblem['code'], message: string): ClusterProblem {
  return { code, severity: 'error', objects: ['cluster'], message }
}
