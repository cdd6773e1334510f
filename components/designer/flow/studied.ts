import type { EdgeView } from '../model/types'
import { lineKey, type LineLook, type Mark, type Overlay } from '../study/model/overlay'

/** What is marked on the canvas beside the picture itself. */
export interface Studied {
  selected: string | null
  overlay: Overlay
}

/** What a card carries of a study: its place on the traced way, and what of it is off. */
export type CardStudy = {
  mark: Mark | null
  off: string | null
}

export function studyOf(id: string, { marks, offs }: Overlay): CardStudy {
  return { mark: marks.get(id) ?? null, off: offs.get(id) ?? null }
}

/** A line through a router is no tunnel, so no packet is on it. */
export function lookOf({ from, to, kind }: EdgeView, { lines }: Overlay): LineLook | null {
  return kind === 'via' ? null : (lines.get(lineKey(from, to)) ?? null)
}

/** A packet may be lost between two machines that have no tunnel: that line is drawn too. */
export function withStudied(edges: readonly EdgeView[], { lines }: Overlay): readonly EdgeView[] {
  const drawn = new Set(
    edges.filter(({ kind }) => kind !== 'via').map(({ from, to }) => lineKey(from, to)),
  )
  const missing = [...lines.keys()].filter((key) => !drawn.has(key))
  return missing.length === 0 ? edges : [...edges, ...missing.map(missingEdge)]
}

function missingEdge(key: string): EdgeView {
  const [from = '', to = ''] = key.split(' ')
  return {
    id: `${key} none`,
    from,
    to,
    kind: 'tunnel',
    via: null,
    canDialFrom: false,
    canDialTo: false,
    isStaged: false,
    label: 'no tunnel',
    description: 'No tunnel: the trace ends here',
  }
}
