import { isPublicRange, parseRange } from './cidr'
import { isDomainError } from '@/lib/errors/domain-error'
import { nodeLabels } from './labels'
import type { Ipv4Cidr } from './cidr'
import type { NetworkDesign, NodeFacts, Problem } from './model'
import { addressProblems } from './validate-addresses'
import { sentenceAfterPlace } from './validate-context'
import type { Checked } from './validate-context'
import { deviceProblems } from './validate-devices'
import { nodeProblems } from './validate-nodes'
import { reachProblems } from './validate-reach'

const NAME = /^[a-z][a-z0-9-]{0,30}$/

/**
 * Everything wrong with a design, errors and warnings, in the order: network, nodes, subnets, devices, reachability.
 * A problem that one command solves carries it.
 *
 * @param facts of the nodes in the design; a node without facts is unknown to the grid. `takenPorts` must not hold the
 *   ports of this network itself.
 */
export function validateDesign(
  design: NetworkDesign,
  facts: ReadonlyMap<string, NodeFacts>,
): Problem[] {
  const { range, problems } = rangeProblems(design)
  const checked: Checked = { design, facts, range, nodeLabel: nodeLabels(facts) }
  return [
    ...nameProblems(design),
    ...problems,
    ...nodeProblems(checked),
    ...addressProblems(checked),
    ...deviceProblems(checked),
    ...reachProblems(checked),
  ]
}

function nameProblems({ name }: NetworkDesign): Problem[] {
  if (NAME.test(name)) return []
  const message =
    'The network: its name must be 1 to 31 lower-case letters, digits and dashes, a letter first; rename it.'
  return [{ code: 'NAME_INVALID', severity: 'error', objects: ['network'], message }]
}

function rangeProblems(design: NetworkDesign): { range: Ipv4Cidr | null; problems: Problem[] } {
  try {
    const range = parseRange(design.range)
    return { range, problems: isPublicRange(range.text) ? [publicRange(range)] : [] }
  } catch (error) {
    if (!isDomainError(error)) throw error
    const message = `The network: ${sentenceAfterPlace(error.message)}`
    return {
      range: null,
      problems: [{ code: 'RANGE_INVALID', severity: 'error', objects: ['network'], message }],
    }
  }
}

function publicRange(range: Ipv4Cidr): Problem {
  const instead = `10.${(range.address >>> 16) & 255}.0.0/16`
  return {
    code: 'RANGE_IS_PUBLIC',
    severity: 'warning',
    objects: ['network'],
    message: `The network: ${range.text} is public internet space, so its nodes lose the real owners of those addresses; use a private range.`,
    fix: { label: `Use ${instead}`, command: { type: 'set-network', patch: { range: instead } } },
  }
}
