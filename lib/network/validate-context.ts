import type { Ipv4Cidr } from './cidr'
import type { NetworkDesign, NodeFacts } from './model'

/** What every check of a design works from. */
export interface Checked {
  design: NetworkDesign
  facts: ReadonlyMap<string, NodeFacts>
  /** null: the range itself is a problem */
  range: Ipv4Cidr | null
  nodeLabel: (nodeId: string) => string
  /** nodes of the grid that could be added, the most useful first */
  candidates: readonly NodeFacts[]
}

/** Lower-cases the start of a sentence that follows a place. */
export function sentenceAfterPlace(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}
