import { useEffect, useMemo, useState } from 'react'
import { api } from '@/components/ui/api'
import type { NodeView } from '@/lib/schemas/views'

export type PaletteNode = Pick<NodeView, 'nodeId' | 'city' | 'country' | 'farmName'>

const SHOWN = 8

/** Nodes whose city, country, farm or id contains the words; loaded once, when the palette first opens. */
export function usePaletteNodes(query: string): PaletteNode[] {
  const [nodes, setNodes] = useState<PaletteNode[]>([])
  useEffect(() => {
    const controller = new AbortController()
    api<unknown>('GET', '/api/v1/nodes', undefined, { signal: controller.signal })
      .then((answer) => setNodes(listIn(answer)))
      // The palette works without nodes; the Nodes page says what is wrong.
      .catch(() => undefined)
    return () => controller.abort()
  }, [])
  return useMemo(() => matchNodes(nodes, query), [nodes, query])
}

/** The list of nodes, alone or under `nodes`. */
function listIn(answer: unknown): PaletteNode[] {
  if (Array.isArray(answer)) return answer as PaletteNode[]
  if (typeof answer === 'object' && answer !== null && 'nodes' in answer)
    return listIn(answer.nodes)
  return []
}

export function matchNodes(nodes: readonly PaletteNode[], query: string): PaletteNode[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const found: PaletteNode[] = []
  for (const node of nodes) {
    const text = `${node.city} ${node.country} ${node.farmName} ${node.nodeId}`.toLowerCase()
    if (words.every((word) => text.includes(word))) found.push(node)
    if (found.length === SHOWN) break
  }
  return found
}
