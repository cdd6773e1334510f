'use client'

import { useMemo, type ReactNode } from 'react'
import { MAP_HEIGHT, MAP_WIDTH } from '@/components/map/map-geometry'
import { PlaceMark } from '@/components/map/place-mark'
import { placesOf, placeWords, type Place } from '@/components/map/places'
import { Glyph } from '@/components/ui/glyph'
import { plural } from '@/components/ui/format'
import { FRESHNESS_LOOK } from '@/components/ui/status-table'
import { writeBrowserQuery, type BrowserState } from '@/lib/nodes/browser-query'
import { distanceKm } from '@/lib/nodes/distance'
import type { NodeRow } from '@/lib/nodes/node-row'
import { joinValues } from '@/lib/nodes/value-list'
import type { BrowserPatch } from './use-node-browser'

interface MapViewProps {
  rows: readonly NodeRow[]
  state: BrowserState
  /** drawn on the server */
  land: ReactNode
  onChange: (patch: BrowserPatch) => void
}

/** Where the listed nodes are. A place narrows the list to itself; a lone node opens. */
export function MapView({ rows, state, land, onChange }: MapViewProps) {
  const { places, unplaced } = useMemo(() => placesOf(rows), [rows])
  return (
    <figure className="m-0 shrink-0 border-b px-4 pt-3">
      <div
        tabIndex={0}
        role="region"
        aria-label="Map, scrolls sideways on a narrow screen"
        className="overflow-x-auto focus-visible:-outline-offset-2"
      >
        <svg
          viewBox={`0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`}
          role="group"
          aria-label={`Map of the nodes: ${plural(places.length, 'place')}`}
          preserveAspectRatio="xMidYMid meet"
          className="mx-auto block max-h-[46vh] w-full max-md:max-h-none max-md:w-[860px] max-md:max-w-none"
        >
          {land}
          {places.map((place) => (
            <PlaceLink key={placeKey(place)} place={place} state={state} onChange={onChange} />
          ))}
        </svg>
      </div>
      <figcaption className="flex flex-wrap gap-x-4 gap-y-1 py-2 text-caption text-fg-3">
        <Legend shape="disc">all up</Legend>
        <Legend shape="triangle">some late or down</Legend>
        <Legend shape="square">most down</Legend>
        {unplaced > 0 && (
          <span className="ml-auto">{plural(unplaced, 'node')} without a place, listed below</span>
        )}
      </figcaption>
    </figure>
  )
}

function placeKey(place: Place<NodeRow>): string {
  return place.members[0]?.key ?? ''
}

/** units: 17 px on a wide screen, 19 on a phone */
const TARGET = 14

function PlaceLink({
  place,
  state,
  onChange,
}: {
  place: Place<NodeRow>
  state: BrowserState
  onChange: (patch: BrowserPatch) => void
}) {
  const patch = patchFor(place)
  const query = writeBrowserQuery({
    ...state,
    ...patch,
    filter: { ...state.filter, ...patch.filter } as BrowserState['filter'],
  })
  return (
    <a
      href={`?${query.toString()}`}
      aria-label={`${placeWords(place)}. ${place.nodes === 1 ? 'Open it' : 'Show them only'}`}
      className="outline-none [&:focus-visible_rect]:stroke-accent [&:hover_rect]:stroke-line"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        onChange(patch)
      }}
    >
      <rect
        x={place.x - TARGET / 2}
        y={place.y - TARGET / 2}
        width={TARGET}
        height={TARGET}
        rx="4"
        fill="transparent"
        stroke="transparent"
        strokeWidth="1.2"
      />
      <PlaceMark place={place} />
    </a>
  )
}

/** A lone node opens; a city is a filter people read; anything else is a circle around the place. */
export function patchFor({ members }: Pick<Place<NodeRow>, 'members'>) {
  const [first] = members
  if (!first) return {}
  if (members.length === 1) return { node: first.nodeId }
  const isCity =
    first.city !== '' &&
    members.every(({ city, country }) => city === first.city && country === first.country)
  if (isCity)
    return {
      filter: {
        city: joinValues([first.city]),
        ...(first.country && { country: joinValues([first.country]) }),
      },
    }
  const radius = Math.max(...members.map((row) => distanceKm(row, first)))
  const km = Math.ceil(radius) + 1
  return { filter: { near: `${fixed(first.latitude)},${fixed(first.longitude)},${km}` } }
}

function fixed(degrees: number): string {
  return String(Number(degrees.toFixed(3)))
}

function Legend({
  shape,
  children,
}: {
  shape: 'disc' | 'triangle' | 'square'
  children: ReactNode
}) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {shape === 'square' ? (
        <i aria-hidden className="size-2 bg-err" />
      ) : (
        <Glyph tone={FRESHNESS_LOOK[shape === 'disc' ? 'up' : 'late'].tone} className="size-2.5" />
      )}
      {children}
    </span>
  )
}
