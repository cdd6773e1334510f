import { plural } from '@/components/ui/format'
import type { TraceReason } from '@/lib/network/trace-tunnels'
import type { WhatIf } from '@/lib/network/what-if'

/** One pair as the grid shows it. */
export interface MatrixCell {
  kind: 'self' | 'direct' | 'routed' | 'cut' | 'never'
  glyph: string
  /** said aloud and in the tooltip */
  words: string
}

/** Why a pair does not meet, in a few words. */
export const REASON_WORDS = {
  NO_ROUTE: 'no route',
  NO_PEER: 'not peers',
  SOURCE_REFUSED: 'refused on arrival',
  TUNNEL_DOWN: 'tunnel down',
  NO_ENDPOINT: 'neither can dial',
  OFF: 'switched off',
} as const satisfies Record<TraceReason, string>

/** A pair as it is now, against everything on. */
export function cellOf({ before, after }: WhatIf, from: string, to: string): MatrixCell {
  if (from === to) return { kind: 'self', glyph: '', words: 'itself' }
  const hops = after.hops[from]?.[to]
  if (after.matrix[from]?.[to] === true)
    return {
      kind: hops === 1 ? 'direct' : 'routed',
      glyph: String(hops ?? ''),
      words: plural(hops ?? 0, 'hop'),
    }
  const reason = after.reasons[from]?.[to]
  const why = reason ? `, ${REASON_WORDS[reason]}` : ''
  return before.matrix[from]?.[to] === true
    ? { kind: 'cut', glyph: '✕', words: `lost now${why}` }
    : { kind: 'never', glyph: '✕', words: `cannot reach${why}` }
}
