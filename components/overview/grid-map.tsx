import { LandDots } from '@/components/map/land-dots'
import { MAP_HEIGHT, MAP_WIDTH } from '@/components/map/map-geometry'
import { PlaceMark } from '@/components/map/place-mark'
import type { Place } from '@/components/map/places'
import { plural } from '@/components/ui/format'

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
      <LandDots />
      {places.map((place) => (
        <PlaceMark key={`${place.x} ${place.y}`} place={place} />
      ))}
    </svg>
  )
}
