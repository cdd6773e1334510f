/** Nodes have no name on the grid: the city stands for it, else the country. */
export function nodeTitle(node: { city: string; country: string }): string {
  return node.city || node.country || 'Unknown place'
}

/** The page of a node. */
export function nodeHref({ gridId, nodeId }: { gridId: string; nodeId: string }): string {
  return `/nodes/${encodeURIComponent(gridId)}/${encodeURIComponent(nodeId)}`
}
