import { endpointClass, type EndpointClass } from './endpoints'
import type { NodeFacts, Problem } from './model'
import type { Checked } from './validate-context'

/** Nodes that can be added to solve something: up, with room, dual-stack ones first, by name. */
export function candidatesOf(
  grid: Iterable<NodeFacts>,
  isInDesign: (nodeId: string) => boolean,
): NodeFacts[] {
  const fit = [...grid].filter(
    ({ nodeId, freshness, full }) => freshness === 'up' && !full && !isInDesign(nodeId),
  )
  const rank = ({ endpoints }: NodeFacts) => RANKS[endpointClass(endpoints)]
  return fit.sort((a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label))
}

const RANKS: Readonly<Record<EndpointClass, number>> = { dual: 0, ipv4: 1, ipv6: 2, hidden: 3 }

/** The fix that adds the first candidate of one of these classes; nothing when the grid has none. */
export function addFix(
  { candidates }: Checked,
  classes: readonly EndpointClass[],
): Pick<Problem, 'fix'> {
  const found = candidates.find(({ endpoints }) => classes.includes(endpointClass(endpoints)))
  if (!found) return {}
  const { nodeId, takenPorts, label } = found
  const command = { type: 'add-resource', nodeId, takenPorts, seed: seedOf(nodeId) } as const
  return { fix: { label: `Add ${label}`, command } }
}

/** The same node is always offered with the same port: a fix that changes while one reads it is none. */
function seedOf(nodeId: string): number {
  return [...nodeId].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 6000, 7)
}
