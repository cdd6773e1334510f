import type { PaletteNode } from '../model/palette-node'

export interface FarmGroup {
  farmId: number
  name: string
  /** nodes that match, the ones worth picking first */
  nodes: readonly PaletteNode[]
  total: number
}

const FRESH_FIRST = { up: 0, late: 1, down: 2 } as const

/** Nodes of a grid by farm, those that match the words: city, country, farm or node id, all words must match. */
export function groupByFarm(nodes: readonly PaletteNode[], query: string): FarmGroup[] {
  const words = fold(query).split(/\s+/).filter(Boolean)
  const groups = new Map<number, { name: string; nodes: PaletteNode[]; total: number }>()
  for (const node of nodes) {
    const group = groups.get(node.farmId) ?? { name: node.farmName, nodes: [], total: 0 }
    group.total += 1
    if (matches(node, words)) group.nodes.push(node)
    groups.set(node.farmId, group)
  }
  return [...groups]
    .filter(([, group]) => group.nodes.length > 0)
    .map(([farmId, group]) => ({ farmId, ...group, nodes: group.nodes.sort(byUse) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

function matches(node: PaletteNode, words: readonly string[]) {
  if (words.length === 0) return true
  const text = fold(`${node.city} ${node.country} ${node.farmName}`)
  const id = node.nodeId.toLowerCase()
  return words.every((word) => text.includes(word) || id.startsWith(word))
}

/** Zürich is found by "zurich". */
function fold(text: string) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

function byUse(a: PaletteNode, b: PaletteNode) {
  return (
    FRESH_FIRST[a.freshness] - FRESH_FIRST[b.freshness] ||
    a.city.localeCompare(b.city, 'en') ||
    a.nodeId.localeCompare(b.nodeId, 'en')
  )
}
