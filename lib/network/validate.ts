import { nodeLabels } from './labels'
import type { NetworkDesign, NodeFacts, Problem } from './model'
import { addressProblems } from './validate-addresses'
import type { Checked } from './validate-context'
import { deviceProblems } from './validate-devices'
import { nodeProblems } from './validate-nodes'
import { peerProblems } from './validate-peers'
import { rangeProblems } from './validate-range'
import { reachProblems } from './validate-reach'
import { routerProblems } from './validate-routers'

const NAME = /^[a-z][a-z0-9-]{0,30}$/

/**
 * Everything wrong with a design, errors and warnings, in the order: network, nodes, subnets, devices, routers,
 * reachability. A problem that one command solves carries it.
 *
 * @param facts of the nodes in the design; a node without facts is unknown to the grid. `takenPorts` must not hold the
 *   ports of this network itself.
 * @param options.candidates nodes of the grid that a fix may add, the most useful first; none: no fix adds a node
 * @see docs/rules.md
 */
export function validateDesign(
  design: NetworkDesign,
  facts: ReadonlyMap<string, NodeFacts>,
  { candidates = [] }: { candidates?: readonly NodeFacts[] } = {},
): Problem[] {
  const { range, problems } = rangeProblems(design)
  const checked: Checked = { design, facts, range, nodeLabel: nodeLabels(facts), candidates }
  return [
    ...nameProblems(design),
    ...problems,
    ...nodeProblems(checked),
    ...addressProblems(checked),
    ...deviceProblems(checked),
    ...routerProblems(checked),
    ...reachProblems(checked),
    ...peerProblems(checked),
  ]
}

function nameProblems({ name }: NetworkDesign): Problem[] {
  if (NAME.test(name)) return []
  const message =
    'The network: its name must be 1 to 31 lower-case letters, digits and dashes, a letter first; rename it.'
  return [{ code: 'NAME_INVALID', severity: 'error', objects: ['network'], message }]
}
