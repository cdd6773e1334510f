import { Handle, Position } from '@xyflow/react'

const SIDES = [Position.Top, Position.Right, Position.Bottom, Position.Left] as const

/** Four quiet dots that show on hover and selection. Drawing is for the mouse: the panels and the table do the same. */
export function Handles() {
  return SIDES.map((position) => (
    <Handle
      key={position}
      id={position}
      type="source"
      position={position}
      aria-hidden
      className="ds-handle"
    />
  ))
}
