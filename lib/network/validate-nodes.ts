import { freeListenPort } from './addressing'
import type { Problem, ResourceDesign } from './model'
import { nodeObject } from './to-peer-network'
import type { Checked } from './validate-context'

/** Problems of single nodes: unknown, down, late, named twice, port. */
export function nodeProblems(checked: Checked): Problem[] {
  const { resources } = checked.design
  if (resources.length === 0) {
    const message = 'The network: it has no nodes yet; add one.'
    return [{ code: 'NO_RESOURCES', severity: 'error', objects: ['network'], message }]
  }
  const duplicates = resources.filter(
    ({ nodeId }, index) => resources.findIndex((other) => other.nodeId === nodeId) !== index,
  )
  return [
    ...duplicates.map(({ nodeId }) => duplicateNode(checked, nodeId)),
    ...resources.flatMap((resource) => [
      ...knownProblems(checked, resource),
      ...portProblems(checked, resource),
    ]),
  ]
}

function duplicateNode({ nodeLabel }: Checked, nodeId: string): Problem {
  return {
    code: 'OBJECT_DUPLICATE',
    severity: 'error',
    objects: [nodeObject(nodeId)],
    message: `${nodeLabel(nodeId)}: the node stands in the network twice; remove one of the two.`,
  }
}

function knownProblems({ facts, nodeLabel }: Checked, { nodeId }: ResourceDesign): Problem[] {
  const [place, objects] = [nodeLabel(nodeId), [nodeObject(nodeId)]]
  const known = facts.get(nodeId)
  if (!known)
    return [
      {
        code: 'NODE_UNKNOWN',
        severity: 'error',
        objects,
        message: `${place}: the grid does not know this node; remove it or choose another grid.`,
        fix: { label: 'Remove the node', command: { type: 'remove-resource', nodeId } },
      },
    ]
  if (known.freshness === 'down') {
    const message = `${place}: the node is down and would not pick up its reservation; choose another one or wait.`
    return [{ code: 'NODE_DOWN', severity: 'warning', objects, message }]
  }
  if (known.freshness === 'late') {
    const message = `${place}: the node is late with its report; check it before submitting.`
    return [{ code: 'NODE_LATE', severity: 'warning', objects, message }]
  }
  if (!known.full) return []
  const message = `${place}: it has no vCPU or memory left, so it can carry the network but no machine; choose another one for machines.`
  return [{ code: 'NODE_FULL', severity: 'warning', objects, message }]
}

function portProblems({ facts, nodeLabel }: Checked, resource: ResourceDesign): Problem[] {
  const { nodeId, listenPort } = resource
  const taken = facts.get(nodeId)?.takenPorts ?? []
  const base = {
    severity: 'error' as const,
    objects: [nodeObject(nodeId)],
    ...portFix(resource, taken),
  }
  const place = nodeLabel(nodeId)
  if (!Number.isInteger(listenPort) || listenPort < 1024 || listenPort > 65535) {
    const message = `${place}: ${listenPort} is no usable port; choose one from 1024 to 65535.`
    return [{ code: 'PORT_INVALID', message, ...base }]
  }
  if (!taken.includes(listenPort)) return []
  const message = `${place}: port ${listenPort} is used by another workload on the node; choose another one.`
  return [{ code: 'PORT_IN_USE', message, ...base }]
}

/** The next free port above the one in the design, so that the suggestion looks like it. */
function portFix(
  { nodeId, listenPort }: ResourceDesign,
  taken: readonly number[],
): Pick<Problem, 'fix'> {
  try {
    const port = freeListenPort([...taken, listenPort], listenPort - 2000)
    const command = { type: 'set-resource', nodeId, patch: { listenPort: port } } as const
    return { fix: { label: `Use ${port}`, command } }
  } catch {
    return {}
  }
}
