import { Position, type Edge, type Node } from '@xyflow/react'
import type { Positions } from '@/lib/network/model'
import { CARD, PILL } from '../model/place'
import type { DeviceView, EdgeView, Picture, ResourceView } from '../model/types'
import { NO_OVERLAY, type LineLook, type Overlay } from '../study/model/overlay'
import { routeLines, type Rect, type RoutedLine } from './route'
import { lookOf, studyOf, withStudied, type CardStudy, type Studied } from './studied'

export type ResourceFlowNode = Node<{ view: ResourceView } & CardStudy, 'resource'>
export type DeviceFlowNode = Node<{ view: DeviceView } & CardStudy, 'device'>
export type FlowNode = ResourceFlowNode | DeviceFlowNode
export type PeerFlowEdge = Edge<
  { view: EdgeView; line: RoutedLine; isNear: boolean; look: LineLook | null },
  'peer'
>
export interface Flow {
  nodes: FlowNode[]
  edges: PeerFlowEdge[]
}

/** Above this many cards, tunnels are drawn for the selected card only: a full mesh hides the design. */
export const MESH_LIMIT = 11

interface FlowInput {
  picture: Picture
  positions: Positions
  selected: string | null
  overlay?: Overlay
}

/** Last object made of each view: what did not change stays the same object, so React Flow draws it no second time. */
const lastNode = new WeakMap<object, FlowNode>()
const lastEdge = new WeakMap<object, PeerFlowEdge>()

/**
 * Derives what React Flow draws. The design never stores React Flow objects. Dragging one card makes new objects for
 * that card and its lines only.
 */
export function toFlow({ picture, positions, selected, overlay = NO_OVERLAY }: FlowInput): Flow {
  const rects = rectsOf(picture, positions)
  const studied = withStudied(picture.edges, overlay)
  const shown = studied.filter(
    (edge) => isShown(edge, selected, picture.resources.length) || lookOf(edge, overlay) !== null,
  )
  const lines = routeLines(rects, shown)
  const nodes = [
    ...picture.resources.map((view) => keepNode(resourceNode(view, rects, { selected, overlay }))),
    ...picture.devices.map((view) => keepNode(deviceNode(view, rects, { selected, overlay }))),
  ]
  const edges = shown.flatMap((view) => {
    const line = lines.get(view.id)
    return line ? [keepEdge(peerEdge(view, line, { selected, overlay }))] : []
  })
  return { nodes, edges }
}

/** Dotted lines belong to the selected card; so does everything once the mesh is large. Devices always show theirs. */
function isShown(edge: EdgeView, selected: string | null, resources: number) {
  const near = edge.from === selected || edge.to === selected
  if (edge.kind === 'via') return near
  return near || edge.kind === 'device' || resources <= MESH_LIMIT
}

function rectsOf(picture: Picture, positions: Positions): Map<string, Rect> {
  const rects = new Map<string, Rect>()
  for (const { id } of picture.resources) rects.set(id, { ...(positions[id] ?? ORIGIN), ...CARD })
  for (const { id } of picture.devices) rects.set(id, { ...(positions[id] ?? ORIGIN), ...PILL })
  return rects
}

const ORIGIN = { x: 0, y: 0 }
const SIDES = [Position.Top, Position.Right, Position.Bottom, Position.Left] as const

/** Fixed sizes and handles, so that React Flow has nothing to measure and hides nothing meanwhile. */
function fixed(size: { width: number; height: number }) {
  return {
    ...size,
    measured: size,
    handles: SIDES.map((position) => ({
      id: position,
      type: 'source' as const,
      position,
      x: position === Position.Left ? 0 : position === Position.Right ? size.width : size.width / 2,
      y:
        position === Position.Top
          ? 0
          : position === Position.Bottom
            ? size.height
            : size.height / 2,
    })),
  }
}
const FIXED_CARD = fixed(CARD)
const FIXED_PILL = fixed(PILL)

function resourceNode(
  view: ResourceView,
  rects: Map<string, Rect>,
  { selected, overlay }: Studied,
): ResourceFlowNode {
  const { x, y } = rects.get(view.id) ?? ORIGIN
  return {
    id: view.id,
    type: 'resource',
    ...FIXED_CARD,
    position: { x, y },
    selected: view.id === selected,
    data: { view, ...studyOf(view.id, overlay) },
    ariaLabel: `${view.title}, ${view.subnet}, ${view.status.word}`,
  }
}

function deviceNode(
  view: DeviceView,
  rects: Map<string, Rect>,
  { selected, overlay }: Studied,
): DeviceFlowNode {
  const { x, y } = rects.get(view.id) ?? ORIGIN
  return {
    id: view.id,
    type: 'device',
    ...FIXED_PILL,
    position: { x, y },
    selected: view.id === selected,
    data: { view, ...studyOf(view.id, overlay) },
    ariaLabel: `${view.name}, device on ${view.accessTitle}, ${view.status.word}`,
  }
}

function peerEdge(view: EdgeView, line: RoutedLine, { selected, overlay }: Studied): PeerFlowEdge {
  return {
    id: view.id,
    type: 'peer',
    source: view.from,
    target: view.to,
    sourceHandle: line.from.side,
    targetHandle: line.to.side,
    deletable: false,
    selectable: false,
    focusable: false,
    ariaLabel: view.description,
    data: {
      view,
      line,
      isNear: view.from === selected || view.to === selected,
      look: lookOf(view, overlay),
    },
  }
}

function keepNode(after: FlowNode): FlowNode {
  const before = lastNode.get(after.data.view)
  const same =
    before !== undefined &&
    before.selected === after.selected &&
    before.data.mark?.number === after.data.mark?.number &&
    before.data.mark?.isBroken === after.data.mark?.isBroken &&
    before.data.off === after.data.off &&
    before.position.x === after.position.x &&
    before.position.y === after.position.y
  if (same) return before
  lastNode.set(after.data.view, after)
  return after
}

function keepEdge(after: PeerFlowEdge): PeerFlowEdge {
  if (!after.data) return after
  const before = lastEdge.get(after.data.view)
  const same =
    before?.data !== undefined &&
    before.data.isNear === after.data.isNear &&
    before.data.look === after.data.look &&
    sameLine(before.data.line, after.data.line)
  if (same) return before
  lastEdge.set(after.data.view, after)
  return after
}

function sameLine(a: RoutedLine, b: RoutedLine) {
  return (['from', 'to'] as const).every(
    (end) => a[end].x === b[end].x && a[end].y === b[end].y && a[end].side === b[end].side,
  )
}
