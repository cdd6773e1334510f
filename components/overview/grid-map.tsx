import { cx } from '@/components/ui/cx'
import { plural } from '@/components/ui/format'
import { DOT_STEP, landPath, MAP_HEIGHT, MAP_WIDTH } from './map-geometry'
import type { Place } from './places'

const LAND = landPath()

/** Where the nodes are and how they are. Drawn on the server, no script. */
export function GridMap({ places }: { places: readonly Place[] }) {
  const summary = `Map of the nodes: ${plural(places.length, 'place')}`
  return (
    <svg
      viewBox={`0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`}
      role="img"
      aria-label={summary}
      preserveAspectRatio="xMidYMid meet"
      className="block h-auto w-full"
    >
      <path
        d={LAND}
        fill="none"
        stroke="var(--land)"
        strokeWidth="2.3"
        strokeLinecap="round"
        strokeDasharray={`0 ${DOT_STEP}`}
      />
      {[...places]
        .sort((a, b) => b.nodes - a.nodes)
        .map((place) => (
          <PlaceDot key={`${place.x} ${place.y}`} place={place} />
        ))}
    </svg>
  )
}

/** Size says how many, colour the worst half: a place is red when most of it is silent. */
function PlaceDot({ place }: { place: Place }) {
  const radius = 2.8 + Math.min(2.6, Math.log2(place.nodes + 1) * 0.45)
  const tone = toneOf(place)
  return (
    <g>
      <circle
        cx={place.x}
        cy={place.y}
        r={radius}
        strokeWidth="1"
        className={cx(
          'stroke-surface',
          { ok: 'fill-ok', warn: 'fill-warn', err: 'fill-err' }[tone],
        )}
      >
        <title>{`${place.label}: ${plural(place.nodes, 'node')}, ${place.up} up, ${place.late} late, ${place.down} down`}</title>
      </circle>
    </g>
  )
}

function toneOf(place: Place): 'ok' | 'warn' | 'err' {
  if (place.down * 2 > place.nodes) return 'err'
  return place.late + place.down > 0 ? 'warn' : 'ok'
}
