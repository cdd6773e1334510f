import type { PassageView, PlaceView } from './trace-view'

/** How a line is drawn over: on the way of the trace, where the trace ends, or down. */
export type LineLook = 'lit' | 'broken' | 'down'

export interface Mark {
  number: number
  isBroken: boolean
}

/** What a study draws over the canvas, by object id. */
export interface Overlay {
  marks: ReadonlyMap<string, Mark>
  /** by `lineKey` */
  lines: ReadonlyMap<string, LineLook>
  /** "off", "IPv6 off" */
  offs: ReadonlyMap<string, string>
}

export const NO_OVERLAY: Overlay = { marks: new Map(), lines: new Map(), offs: new Map() }

/** The same for both directions of a line. */
export const lineKey = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`)

interface OverlayInput {
  passage: PassageView | null
  /** tunnels that are planned and down, as object ids */
  down: readonly { from: string; to: string }[]
  offs: ReadonlyMap<string, string>
}

/** Marks and lines of a traced direction, over the tunnels that are down. */
export function toOverlay({ passage, down, offs }: OverlayInput): Overlay {
  const lines = new Map<string, LineLook>(
    down.map(({ from, to }) => [lineKey(from, to), 'down' as const]),
  )
  for (const { from, to, isCrossed } of passage?.lines ?? [])
    lines.set(lineKey(from, to), isCrossed ? 'lit' : 'broken')
  return { marks: marksOf(passage?.places ?? []), lines, offs }
}

function marksOf(places: readonly PlaceView[]): ReadonlyMap<string, Mark> {
  return new Map(
    places.flatMap(({ object, number, state }) =>
      object === null || state === 'unreached'
        ? []
        : [[object, { number, isBroken: state === 'stops' }] as const],
    ),
  )
}
