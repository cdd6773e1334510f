import type { NodeView } from '@/lib/schemas/views'
import { project } from './map-geometry'

/** Nodes at one spot of the map. */
export interface Place {
  x: number
  y: number
  label: string
  nodes: number
  up: number
  late: number
  down: number
}

type Located = Pick<NodeView, 'latitude' | 'longitude' | 'city' | 'country' | 'freshness'>

/** Nodes gathered by place to a tenth of a degree; those at 0°, 0° said nothing of where they are. */
export function placesOf(nodes: readonly Located[]): { places: Place[]; unplaced: number } {
  const places = new Map<string, Place>()
  let unplaced = 0
  for (const node of nodes) {
    if (!isLocated(node)) {
      unplaced += 1
      continue
    }
    const key = `${node.latitude.toFixed(1)} ${node.longitude.toFixed(1)}`
    const place = places.get(key) ?? {
      ...project(node.latitude, node.longitude),
      label: node.city || node.country || 'Unknown place',
      nodes: 0,
      up: 0,
      late: 0,
      down: 0,
    }
    place.nodes += 1
    place[node.freshness] += 1
    places.set(key, place)
  }
  return { places: [...places.values()], unplaced }
}

function isLocated({ latitude, longitude }: Located): boolean {
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  return isOnEarth && (latitude !== 0 || longitude !== 0)
}
