import type { Positions } from '@/lib/network/model'
import { linePath, routeLines, type Rect } from './flow/route'
import { CARD, PILL } from './model/place'
import type { Picture } from './model/types'

/** The canvas as a picture: small screens look at it and work with the list below. */
export function PhonePicture({ picture, positions }: { picture: Picture; positions: Positions }) {
  const cards = [
    ...picture.resources.map((view) => ({ view, name: view.title, size: CARD, radius: 12 })),
    ...picture.devices.map((view) => ({ view, name: view.name, size: PILL, radius: 28 })),
  ]
  const rects = new Map<string, Rect>(
    cards.map(({ view, size }) => [
      view.id,
      { ...(positions[view.id] ?? { x: 0, y: 0 }), ...size },
    ]),
  )
  const edges = picture.edges.filter(({ kind }) => kind !== 'via')
  const lines = routeLines(rects, edges)
  if (cards.length === 0) return null
  return (
    <div className="dotted mx-4 mt-3 rounded-lg border p-2">
      <svg
        viewBox={boundsOf([...rects.values()])}
        role="img"
        aria-label={`Picture of the network: ${cards.map(({ name }) => name).join(', ')}`}
        className="h-auto max-h-72 w-full"
      >
        {edges.map((edge) => {
          const line = lines.get(edge.id)
          return (
            line && (
              <path
                key={edge.id}
                d={linePath(line, { from: false, to: false })}
                strokeWidth="3"
                className={edge.isStaged ? 'fill-none stroke-staged' : 'fill-none stroke-line'}
              />
            )
          )
        })}
        {cards.map(({ view, name, size, radius }) => {
          const { x, y } = rects.get(view.id) ?? { x: 0, y: 0 }
          const isHidden = 'endpointClass' in view && view.endpointClass === 'hidden'
          return (
            <g key={view.id} transform={`translate(${x} ${y})`}>
              <rect
                {...size}
                rx={radius}
                strokeWidth="2"
                strokeDasharray={isHidden ? '10 8' : undefined}
                className={
                  view.isStaged ? 'fill-surface stroke-staged' : 'fill-surface stroke-line'
                }
              />
              <text
                x={size.width / 2}
                y={size.height / 2 + 9}
                textAnchor="middle"
                className="fill-fg text-[28px] font-semibold"
              >
                {name.length > 12 ? `${name.slice(0, 11)}…` : name}
              </text>
            </g>
          )
        })}
      </svg>
    </div>
  )
}

function boundsOf(rects: readonly Rect[]) {
  const left = Math.min(...rects.map((rect) => rect.x)) - 24
  const top = Math.min(...rects.map((rect) => rect.y)) - 24
  const right = Math.max(...rects.map((rect) => rect.x + rect.width)) + 24
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height)) + 24
  return `${left} ${top} ${right - left} ${bottom - top}`
}
