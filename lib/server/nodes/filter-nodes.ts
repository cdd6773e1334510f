import type { NodesQuery } from '@/lib/schemas/requests'
import type { NodeView } from '@/lib/schemas/views'
import { nodeLabel } from './node-label'

function hasWords(node: NodeView, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const { nodeId, city, country, continent, farmName } = node
  const place = [nodeLabel(node), city, country, continent, farmName].join(' ').toLowerCase()
  // Case matters in an id, and people paste whole ones; a pasted part is still found whatever its case.
  const id = nodeId.toLowerCase()
  return words.every((word) => place.includes(word) || id.includes(word))
}

function isOfFarm(node: NodeView, farm: string | undefined): boolean {
  if (farm === undefined || farm === '') return true
  return String(node.farmId) === farm || node.farmName.toLowerCase() === farm.toLowerCase()
}

/** The nodes a query asks for, and how many there are without its page. */
export function filterNodes(
  nodes: readonly NodeView[],
  query: NodesQuery,
): { nodes: NodeView[]; total: number } {
  const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const found = nodes.filter(
    (node) =>
      isOfFarm(node, query.farm) &&
      (!query.freshness || node.freshness === query.freshness) &&
      (!query.endpoint || node.endpointClass === query.endpoint) &&
      node.free.cru >= (query.minCru ?? 0) &&
      node.free.mru >= (query.minMru ?? 0) &&
      hasWords(node, words),
  )
  const page = found.slice(query.offset, query.offset + (query.limit ?? found.length))
  return { nodes: page, total: found.length }
}
