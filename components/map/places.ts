import type { NodeRow } from '@/lib/nodes/node-row'
import { isPlaced } from '@/lib/nodes/node-row'
import { project } from './map-geometry'

type Located = Pick<NodeRow, 'latitude' | 'longitude' | 'city' | 'country' | 'freshness'>

/** Nodes at one spot of the map. */
export interface Place<Node extends Located = Located> {
  x: number
  y: number
  label: string
  nodes: number
  up: number
  late: number
  down: number
  members: readonly Node[]
}

/** Spots closer than this (map units) would cover each other. */
const TOUCHING = 6

/** Nodes gathered by place, the busiest first; those at 0°, 0° said nothing of where they are. */
export function placesOf<Node extends Located>(
  nodes: readonly Node[],
): { places: Place<Node>[]; unplaced: number } {
  const spots = new Map<string, Node[]>()
  let unplaced = 0
  for (const node of nodes) {
    if (!isPlaced(node)) {
      unplaced += 1
      continue
    }
    const key = `${node.latitude.toFixed(1)} ${node.longitude.toFixed(1)}`
    const members = spots.get(key)
    if (members) members.push(node)
    else spots.set(key, [node])
  }
  return { places: joinTouching([...spots.values()]).map(toPlace), unplaced }
}

/** Crowded spots take in their neighbours. */
function joinTouching<Node extends Located>(spots: Node[][]): Node[][] {
  const kept: { x: number; y: number; members: Node[] }[] = []
  for (const members of spots.toSorted((a, b) => b.length - a.length)) {
    const at = spotOf(members)
    const near = kept.find(({ x, y }) => Math.hypot(x - at.x, y - at.y) < TOUCHING)
    if (near) near.members.push(...members)
    else kept.push({ ...at, members: [...members] })
  }
  return kept.map(({ members }) => members)
}

function spotOf(members: readonly Located[]): { x: number; y: number } {
  return project(members[0]?.latitude ?? 0, members[0]?.longitude ?? 0)
}

function toPlace<Node extends Located>(members: readonly Node[]): Place<Node> {
  const counts = { up: 0, late: 0, down: 0 }
  for (const { freshness } of members) counts[freshness] += 1
  return { ...spotOf(members), label: labelOf(members), nodes: members.length, ...counts, members }
}

function labelOf(members: readonly Located[]): string {
  const names = new Set(members.map(({ city, country }) => city || country || 'Unknown place'))
  const [first = 'Unknown place'] = names
  return names.size > 1 ? `${first} and ${names.size - 1} more` : first
}

/** Worst news wins by halves: a place is red when most of it is silent. */
export function toneOf({ down, late, nodes }: Pick<Place, 'down' | 'late' | 'nodes'>) {
  if (down * 2 > nodes) return 'err'
  return late + down > 0 ? 'warn' : 'ok'
}

/** A place in words. */
export function placeWords({ label, nodes, up, late, down }: Place): string {
  return `${label}: ${nodes} ${nodes === 1 ? 'node' : 'nodes'}, ${up} up, ${late} late, ${down} down`
}
