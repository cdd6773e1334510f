import type { DeviceDesign, NetworkDesign, Positions } from './model'
import { deviceObject, nodeObject } from './to-peer-network'

/** Sizes of what stands on the canvas, px. */
export const CARD_SIZE = { width: 224, height: 96 } as const
/** @see CARD_SIZE */
export const DEVICE_SIZE = { width: 176, height: 56 } as const

/** Free space around cards, px; a multiple of the canvas's 16 px dots. */
const GAP = { x: 64, y: 96 }
const GRID = 16

interface Size {
  width: number
  height: number
}
interface Box extends Size {
  x: number
  y: number
}
interface Layer {
  ids: readonly string[]
  size: Size
}

/**
 * Positions for every object of a design. What has a position keeps it; the rest fills rows in three layers: devices
 * (in the order of their access nodes), nodes that can be dialled, hidden nodes. The same input gives the same answer.
 *
 * @param hidden node ids to draw in the hidden layer, besides those that the design hides
 */
export function autoLayout(
  design: NetworkDesign,
  known: Positions = {},
  hidden: ReadonlySet<string> = new Set(),
): Positions {
  const layers = layersOf(design, hidden)
  const widest = Math.max(...layers.map(({ ids }) => ids.length), 1)
  const columns = Math.max(1, Math.ceil(Math.sqrt(widest)))
  const positions: Record<string, { x: number; y: number }> = {}
  const taken: Box[] = []
  for (const { ids, size } of layers)
    for (const id of ids) {
      const at = known[id]
      if (!at) continue
      positions[id] = at
      taken.push({ ...at, ...size })
    }
  let top = 0
  for (const layer of layers) top = placeLayer(layer, { top, columns, positions, taken })
  return positions
}

function layersOf(design: NetworkDesign, hidden: ReadonlySet<string>): Layer[] {
  const order = new Map(design.resources.map(({ nodeId }, index) => [nodeId, index]))
  const rank = (device: DeviceDesign) => order.get(device.accessNodeId) ?? design.resources.length
  const devices = [...design.devices].sort((a, b) => rank(a) - rank(b))
  const isHidden = (resource: { nodeId: string; forceHidden: boolean }) =>
    resource.forceHidden || hidden.has(resource.nodeId)
  const nodes = (wanted: boolean) =>
    design.resources
      .filter((resource) => isHidden(resource) === wanted)
      .map(({ nodeId }) => nodeObject(nodeId))
  return [
    { ids: devices.map(({ id }) => deviceObject(id)), size: DEVICE_SIZE },
    { ids: nodes(false), size: CARD_SIZE },
    { ids: nodes(true), size: CARD_SIZE },
  ]
}

interface Board {
  top: number
  columns: number
  positions: Record<string, { x: number; y: number }>
  taken: Box[]
}

/** Places what has no position yet, row by row, and answers where the next layer begins. */
function placeLayer({ ids, size }: Layer, board: Board): number {
  const missing = [...new Set(ids)].filter((id) => !board.positions[id])
  const step = { x: CARD_SIZE.width + GAP.x, y: snap(size.height + GAP.y) }
  const inset = snap((CARD_SIZE.width - size.width) / 2)
  let cell = 0
  let bottom = board.top
  for (const id of missing) {
    let box: Box
    do {
      const [column, row] = [cell % board.columns, Math.floor(cell / board.columns)]
      box = { x: inset + column * step.x, y: board.top + row * step.y, ...size }
      cell += 1
    } while (board.taken.some((other) => touches(box, other)))
    board.positions[id] = { x: box.x, y: box.y }
    board.taken.push(box)
    bottom = Math.max(bottom, box.y + step.y)
  }
  return bottom
}

function touches(a: Box, b: Box): boolean {
  return (
    a.x < b.x + b.width + GRID &&
    b.x < a.x + a.width + GRID &&
    a.y < b.y + b.height + GRID &&
    b.y < a.y + a.height + GRID
  )
}

function snap(value: number): number {
  return Math.ceil(value / GRID) * GRID
}
