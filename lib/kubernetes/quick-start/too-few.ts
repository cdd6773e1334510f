import type { VmSize } from '../model'
import { sizeWords, unfitReason, type QuickNode, type Unfit } from './nodes'

interface Asked {
  nodes: readonly QuickNode[]
  count: number
  size: VmSize
  exclude?: readonly string[]
}

/** How many nodes fit and why the others do not. */
export function tooFewSentence(asked: Asked, fitting: readonly QuickNode[]): string {
  const { nodes, count, size } = asked
  const fits = fitting.length
  const said = fits === 0 ? 'No node' : `Only ${fits} of ${nodes.length} nodes`
  const can = `${said} can carry a VM of size ${size} (${sizeWords(size)}), and ${count} ${count === 1 ? 'was' : 'were'} asked for.`
  const others = othersSentence(asked, fitting)
  const advice =
    fits === 0
      ? size === 2
        ? 'Take size 1, or free a node.'
        : 'Free a node, or use another grid.'
      : `Ask for ${fits}${size === 2 ? ', take size 1' : ''} or free a node.`
  return [can, others, advice].filter(Boolean).join(' ')
}

const COUNTED = [
  ['excluded', 'left out'],
  ['down', 'down'],
  ['late', 'late with their report'],
  ['full', 'without enough free vCPU, memory or SSD'],
  ['family', 'on IPv6 alone, where the access point has only IPv4'],
] as const
type Why = (typeof COUNTED)[number][0]

function othersSentence(asked: Asked, fitting: readonly QuickNode[]): string {
  const excluded = new Set(asked.exclude)
  const fits = new Set(fitting.map(({ nodeId }) => nodeId))
  const counts = new Map<Why, number>()
  for (const node of asked.nodes) {
    if (fits.has(node.nodeId)) continue
    const why = excluded.has(node.nodeId) ? 'excluded' : (unfitReason(node, asked.size) ?? 'family')
    counts.set(why, (counts.get(why) ?? 0) + 1)
  }
  const parts = COUNTED.flatMap(([why, words]) => {
    const count = counts.get(why)
    return count ? [`${count} ${words}`] : []
  })
  if (parts.length === 0) return asked.nodes.length === 0 ? 'The grid has no nodes yet.' : ''
  return `The others: ${parts.join(', ')}.`
}

/** Why one node that a person chose cannot carry the VM. */
export function unfitSentence(place: string, reason: Unfit, size: VmSize): string {
  if (reason === 'down') return `${place}: the node is down; choose another one.`
  if (reason === 'late') return `${place}: the node is late with its report; choose another one.`
  return `${place}: too little is free for a VM of size ${size} (${sizeWords(size)}); choose another node or a smaller size.`
}
