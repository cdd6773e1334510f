import type { NodeView } from '@/lib/schemas/views'

/** What the designer needs of a node of the grid; the rest stays on the server, there may be thousands. */
export type PaletteNode = Pick<
  NodeView,
  | 'nodeId'
  | 'farmId'
  | 'farmName'
  | 'city'
  | 'country'
  | 'freshness'
  | 'reportedAt'
  | 'engine'
  | 'total'
  | 'free'
  | 'endpointClass'
  | 'endpoints'
  | 'takenPorts'
> & {
  /** what people call it, the same as in the server's sentences */
  label: string
}

export function toPaletteNode(node: NodeView, label: string): PaletteNode {
  const { nodeId, farmId, farmName, city, country, freshness, reportedAt, engine } = node
  const { total, free, endpointClass, endpoints, takenPorts } = node
  return {
    nodeId,
    farmId,
    farmName,
    city,
    country,
    freshness,
    reportedAt,
    engine,
    total,
    free,
    endpointClass,
    endpoints,
    takenPorts,
    label,
  }
}
