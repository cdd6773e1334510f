/** Where lines leave and enter cards: pure geometry, so a thousand edges need no DOM to be laid. */

export type Side = 'top' | 'right' | 'bottom' | 'left'
export interface Rect {
  x: number
  y: number
  width: number
  height: number
}
export interface End {
  x: number
  y: number
  side: Side
}
export interface Line {
  id: string
  from: string
  to: string
}
export interface RoutedLine {
  from: End
  to: End
}

/** The sides two cards should face each other with: across the wider gap. */
export function facingSides(a: Rect, b: Rect): [Side, Side] {
  const right = b.x - (a.x + a.width)
  const left = a.x - (b.x + b.width)
  const below = b.y - (a.y + a.height)
  const above = a.y - (b.y + b.height)
  if (Math.max(right, left) >= Math.max(below, above)) {
    return right >= left ? ['right', 'left'] : ['left', 'right']
  }
  return below >= above ? ['bottom', 'top'] : ['top', 'bottom']
}

/**
 * Gives each line its two ends. Lines on one side of a card are spread along it in the order of where they go,
 * so that they do not cross right at the border.
 */
export function routeLines(
  rects: ReadonlyMap<string, Rect>,
  lines: readonly Line[],
): Map<string, RoutedLine> {
  const slots = new Map<string, { line: string; end: 'from' | 'to'; toward: number }[]>()
  const sides = new Map<string, [Side, Side]>()
  for (const line of lines) {
    const a = rects.get(line.from)
    const b = rects.get(line.to)
    if (!a || !b) continue
    const facing = facingSides(a, b)
    sides.set(line.id, facing)
    claim(slots, line.from, facing[0], { line: line.id, end: 'from', toward: along(facing[0], b) })
    claim(slots, line.to, facing[1], { line: line.id, end: 'to', toward: along(facing[1], a) })
  }
  const points = placeSlots(rects, slots)
  for (const line of lines) straighten(line, { rects, slots, sides, points })
  const routed = new Map<string, RoutedLine>()
  for (const line of lines) {
    const facing = sides.get(line.id)
    const from = points.get(`${line.id} from`)
    const to = points.get(`${line.id} to`)
    if (!facing || !from || !to) continue
    routed.set(line.id, { from: { ...from, side: facing[0] }, to: { ...to, side: facing[1] } })
  }
  return routed
}

function claim<T>(slots: Map<string, T[]>, id: string, side: Side, slot: T) {
  const key = `${side} ${id}`
  const list = slots.get(key)
  if (list) list.push(slot)
  else slots.set(key, [slot])
}

/** Centre of a card along the axis of a side. */
function along(side: Side, rect: Rect) {
  return side === 'top' || side === 'bottom' ? rect.x + rect.width / 2 : rect.y + rect.height / 2
}

function placeSlots(
  rects: ReadonlyMap<string, Rect>,
  slots: ReadonlyMap<string, { line: string; end: 'from' | 'to'; toward: number }[]>,
) {
  const points = new Map<string, { x: number; y: number }>()
  for (const [key, list] of slots) {
    const [side, id] = [key.slice(0, key.indexOf(' ')) as Side, key.slice(key.indexOf(' ') + 1)]
    const rect = rects.get(id)
    if (!rect) continue
    const sorted = [...list].sort((a, b) => a.toward - b.toward || a.line.localeCompare(b.line))
    sorted.forEach((slot, index) => {
      points.set(`${slot.line} ${slot.end}`, pointOn(rect, side, (index + 1) / (sorted.length + 1)))
    })
  }
  return points
}

/** Shortest overlap of two facing sides that takes a straight line, px. */
const STRAIGHT_MIN = 32

interface Routing {
  rects: ReadonlyMap<string, Rect>
  slots: ReadonlyMap<string, readonly unknown[]>
  sides: ReadonlyMap<string, [Side, Side]>
  points: Map<string, { x: number; y: number }>
}

/** A line alone on both of its sides runs straight where the cards overlap. */
function straighten(line: Line, { rects, slots, sides, points }: Routing) {
  const facing = sides.get(line.id)
  const [a, b] = [rects.get(line.from), rects.get(line.to)]
  const [from, to] = [points.get(`${line.id} from`), points.get(`${line.id} to`)]
  if (!facing || !a || !b || !from || !to) return
  const isAlone =
    slots.get(`${facing[0]} ${line.from}`)?.length === 1 &&
    slots.get(`${facing[1]} ${line.to}`)?.length === 1
  if (!isAlone) return
  const axis = facing[0] === 'top' || facing[0] === 'bottom' ? 'x' : 'y'
  const length = axis === 'x' ? 'width' : 'height'
  const start = Math.max(a[axis], b[axis])
  const end = Math.min(a[axis] + a[length], b[axis] + b[length])
  if (end - start < STRAIGHT_MIN) return
  const middle = Math.round((start + end) / 2)
  points.set(`${line.id} from`, { ...from, [axis]: middle })
  points.set(`${line.id} to`, { ...to, [axis]: middle })
}

function pointOn(rect: Rect, side: Side, part: number) {
  const x = Math.round(rect.x + rect.width * part)
  const y = Math.round(rect.y + rect.height * part)
  if (side === 'top') return { x, y: rect.y }
  if (side === 'bottom') return { x, y: rect.y + rect.height }
  return side === 'left' ? { x: rect.x, y } : { x: rect.x + rect.width, y }
}

const NORMAL = {
  top: [0, -1],
  right: [1, 0],
  bottom: [0, 1],
  left: [-1, 0],
} as const satisfies Record<Side, readonly [number, number]>

const OFF_BORDER = 1
const TIP_LENGTH = 7
const TIP_HALF = 3.5
const BEND_MIN = 32
const BEND_PART = 0.45

/** A point `distance` px outside the card at an end. */
function outside(end: End, distance: number) {
  const [nx, ny] = NORMAL[end.side]
  return { x: end.x + nx * distance, y: end.y + ny * distance }
}

/** SVG path of a line: leaves and enters at right angles, stops short of the arrowheads. */
export function linePath({ from, to }: RoutedLine, tips: { from: boolean; to: boolean }) {
  const start = outside(from, tips.from ? OFF_BORDER + TIP_LENGTH - 1 : 0)
  const end = outside(to, tips.to ? OFF_BORDER + TIP_LENGTH - 1 : 0)
  const bend = Math.max(BEND_MIN, Math.hypot(end.x - start.x, end.y - start.y) * BEND_PART)
  const c1 = outside({ ...from, ...start }, bend)
  const c2 = outside({ ...to, ...end }, bend)
  return `M${start.x} ${start.y}C${c1.x} ${c1.y} ${c2.x} ${c2.y} ${end.x} ${end.y}`
}

/** SVG path of the arrowhead at an end, its point 1 px off the border. */
export function tipPath(end: End) {
  const [nx, ny] = NORMAL[end.side]
  const point = outside(end, OFF_BORDER)
  const base = outside(end, OFF_BORDER + TIP_LENGTH)
  const [px, py] = [-ny * TIP_HALF, nx * TIP_HALF]
  return `M${point.x} ${point.y}L${base.x + px} ${base.y + py}L${base.x - px} ${base.y - py}Z`
}

/** Where the label of a line sits: half way along its curve. */
export function lineMiddle({ from, to }: RoutedLine) {
  const bend = Math.max(BEND_MIN, Math.hypot(to.x - from.x, to.y - from.y) * BEND_PART)
  const c1 = outside(from, bend)
  const c2 = outside(to, bend)
  return {
    x: (from.x + 3 * c1.x + 3 * c2.x + to.x) / 8,
    y: (from.y + 3 * c1.y + 3 * c2.y + to.y) / 8,
  }
}
