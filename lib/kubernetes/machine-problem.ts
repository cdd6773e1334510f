import type { ClusterProblem, ClusterProblemCode } from './model'

/** A problem of one machine. */
export function machineProblem(
  code: ClusterProblemCode,
  nodeId: string,
  message: string,
  severity: ClusterProblem['severity'] = 'error',
): ClusterProblem {
  return { code, severity, objects: [`machine:${nodeId}`], message }
}
