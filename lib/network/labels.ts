import type { NodeFacts } from './model'

/** Short form of a node id or public key for people: first and last four characters. */
export function shortKey(id: string): string {
  return id.length <= 9 ? id : `${id.slice(0, 4)}…${id.slice(-4)}`
}

/**
 * Names nodes in sentences: the label of the facts, with the short key when several nodes carry the same label, and
 * the short key alone for a node the grid does not know.
 */
export function nodeLabels(
  facts: ReadonlyMap<string, Pick<NodeFacts, 'label'>>,
): (nodeId: string) => string {
  const counts = new Map<string, number>()
  for (const { label } of facts.values()) counts.set(label, (counts.get(label) ?? 0) + 1)
  return (nodeId) => {
    const label = facts.get(nodeId)?.label
    if (!label) return shortKey(nodeId)
    return (counts.get(label) ?? 0) > 1 ? `${label} (${shortKey(nodeId)})` : label
  }
}
