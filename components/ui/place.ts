export type Side = 'top' | 'right' | 'bottom' | 'left'
export type Align = 'start' | 'center' | 'end'

interface Box {
  left: number
  top: number
  width: number
  height: number
}

export interface PlaceOptions {
  side: Side
  align: Align
  /** px between anchor and panel */
  gap: number
}

/** px a panel keeps from the edge of the screen */
export const EDGE_PX = 8

/** Where a floating panel goes beside its anchor: on the other side when there is no room, never off the screen. */
export function placeBeside(
  anchor: Box,
  panel: { width: number; height: number },
  screen: { width: number; height: number },
  { side, align, gap }: PlaceOptions,
): { left: number; top: number } {
  const isVertical = side === 'top' || side === 'bottom'
  const main = isVertical
    ? along(anchor.top, anchor.height, panel.height, screen.height, side === 'bottom', gap)
    : along(anchor.left, anchor.width, panel.width, screen.width, side === 'right', gap)
  const cross = isVertical
    ? aligned(anchor.left, anchor.width, panel.width, align)
    : aligned(anchor.top, anchor.height, panel.height, align)
  const [left, top] = isVertical ? [cross, main] : [main, cross]
  return {
    left: Math.round(inside(left, panel.width, screen.width)),
    top: Math.round(inside(top, panel.height, screen.height)),
  }
}

/** After the anchor when `isAfter` and it fits there or fits nowhere better; else before it. */
function along(
  start: number,
  size: number,
  panel: number,
  screen: number,
  isAfter: boolean,
  gap: number,
): number {
  const after = start + size + gap
  const before = start - gap - panel
  const fitsAfter = after + panel <= screen - EDGE_PX
  const fitsBefore = before >= EDGE_PX
  if (isAfter) return fitsAfter || !fitsBefore ? after : before
  return fitsBefore || !fitsAfter ? before : after
}

function aligned(start: number, size: number, panel: number, align: Align): number {
  if (align === 'start') return start
  if (align === 'end') return start + size - panel
  return start + (size - panel) / 2
}

function inside(start: number, panel: number, screen: number): number {
  return Math.max(EDGE_PX, Math.min(start, screen - panel - EDGE_PX))
}
