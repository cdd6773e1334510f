import { EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { memo, useState } from 'react'
import { cx } from '@/components/ui/cx'
import { lineMiddle, linePath, tipPath } from './route'
import type { PeerFlowEdge } from './to-flow'

/** One line of the planned network. Its geometry arrives ready; hovering shows what travels on it. */
export const PeerEdge = memo(function PeerEdge({ data }: EdgeProps<PeerFlowEdge>) {
  const [isOver, setOver] = useState(false)
  if (!data) return null
  const { view, line, isNear, look } = data
  const path = linePath(line, { from: view.canDialFrom, to: view.canDialTo })
  const middle = lineMiddle(line)
  const label = view.kind === 'via' ? `via ${view.via ?? 'a router'}` : isOver ? view.label : null
  return (
    <g
      className={cx(
        'ds-edge',
        `is-${view.kind}`,
        view.isStaged && 'is-staged',
        isNear && 'is-near',
        look && `is-${look}`,
      )}
      onMouseEnter={() => setOver(true)}
      onMouseLeave={() => setOver(false)}
    >
      <path d={path} className="ds-edge-hit" />
      {(look === 'lit' || look === 'broken') && <path d={path} className="ds-edge-glow" />}
      <path d={path} className="ds-edge-line" />
      {(look === 'broken' || look === 'down') && <Cross {...middle} />}
      {view.canDialFrom && <path d={tipPath(line.from)} className="ds-edge-tip" />}
      {view.canDialTo && <path d={tipPath(line.to)} className="ds-edge-tip" />}
      {label && (
        <EdgeLabelRenderer>
          <span
            className={cx('ds-edge-label', view.kind !== 'via' && 'mono')}
            style={{ transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px)` }}
          >
            {label}
          </span>
        </EdgeLabelRenderer>
      )}
    </g>
  )
})

/** Where a line is broken, for whoever does not see its colour. */
function Cross({ x, y }: { x: number; y: number }) {
  return (
    <g transform={`translate(${x} ${y})`} className="ds-edge-cross">
      <circle r="9" />
      <path d="M-3.5 -3.5 3.5 3.5M3.5 -3.5 -3.5 3.5" />
    </g>
  )
}
