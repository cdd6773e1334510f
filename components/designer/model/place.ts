import { autoLayout, CARD_SIZE as CARD, DEVICE_SIZE as PILL } from '@/lib/network/layout'
import type { NetworkDesign, Positions } from '@/lib/network/model'

export { CARD, PILL }
export const GRID = 16
const COLUMN = 320
const ROW = 288
const COLUMNS_MIN = 3

type Point = { x: number; y: number }
interface Taken {
  at: Point
  size: { width: number; height: number }
}

/** Snaps a point to the canvas dots. */
export function snap({ x, y }: Point): Point {
  return { x: Math.round(x / GRID) * GRID, y: Math.round(y / GRID) * GRID }
}

/**
 * Positions of exactly the objects the design has: known ones stay where they are, new ones get a free place,
 * a device near the node it dials. A design nobody has placed yet is laid out as a whole.
 */
export function keepPlaced(design: NetworkDesign, positions: Positions): Positions {
  const objects = objectsOf(design)
  if (objects.length > 1 && !objects.some(({ id }) => positions[id])) return autoLayout(design)
  const placed: Record<string, Point> = {}
  const taken: Taken[] = []
  const put = (id: string, at: Point, size: { width: number; height: number }) => {
    placed[id] = at
    taken.push({ at, size })
  }
  for (const { id, size } of objects) {
    const known = positions[id]
    if (known) put(id, known, size)
  }
  for (const { id, size, near } of objects) {
    if (placed[id]) continue
    const host = near ? placed[near] : undefined
    const beside = host && firstFree(around(host, taken), size, taken)
    const spot = beside ?? firstFree(gridSpots(objects.length), size, taken) ?? { x: 0, y: 0 }
    put(id, spot, size)
  }
  return placed
}

function objectsOf(design: NetworkDesign) {
  return [
    ...design.resources.map((r) => ({ id: `node:${r.nodeId}`, size: CARD, near: undefined })),
    ...design.devices.map((d) => ({
      id: `device:${d.id}`,
      size: PILL,
      near: `node:${d.accessNodeId}`,
    })),
  ]
}

function* gridSpots(objects: number): Generator<Point> {
  const columns = Math.max(COLUMNS_MIN, Math.ceil(Math.sqrt(objects)))
  for (let index = 0; ; index++) {
    const column = index % columns
    // Every other column sits half a row lower, so that lines between neighbours' neighbours pass no card.
    const y = Math.floor(index / columns) * ROW + (column % 2) * (ROW / 2)
    yield { x: column * COLUMN, y }
  }
}

/** Above, below and beside a card; spots outside of everything else first, where no line passes. */
function around(card: Point, taken: readonly Taken[]): Point[] {
  const middle = (CARD.width - PILL.width) / 2
  const top = Math.min(...taken.map(({ at }) => at.y))
  const bottom = Math.max(...taken.map(({ at, size }) => at.y + size.height))
  const spots = [
    { x: card.x + middle, y: card.y - PILL.height - 64 },
    { x: card.x + middle, y: card.y + CARD.height + 64 },
    { x: card.x + CARD.width + 64, y: card.y + 16 },
    { x: card.x - PILL.width - 64, y: card.y + 16 },
  ]
  const isOutside = ({ y }: Point) => y + PILL.height <= top || y >= bottom
  return [...spots.filter(isOutside), ...spots.filter((spot) => !isOutside(spot))]
}

function firstFree(
  spots: Iterable<Point>,
  size: { width: number; height: number },
  taken: readonly Taken[],
): Point | null {
  for (const spot of spots) {
    if (!taken.some((other) => overlaps(spot, size, other.at, other.size))) return spot
  }
  return null
}

function overlaps(
  a: Point,
  sizeA: { width: number; height: number },
  b: Point,
  sizeB: { width: number; height: number },
) {
  const gap = GRID
  return (
    a.x < b.x + sizeB.width + gap &&
    b.x < a.x + sizeA.width + gap &&
    a.y < b.y + sizeB.height + gap &&
    b.y < a.y + sizeA.height + gap
  )
}
