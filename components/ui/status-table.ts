import type { NetworkSummary, NodeView, GridView, StepView } from '@/lib/schemas/views'
import { STATE_TONE, type ReservationState, type StatusTone } from '@/lib/protocol/states'

/** Tones a status can be drawn in: those of reservations, and "we do not know". */
export type Tone = StatusTone | 'unknown'
export type GlyphName = 'diamond' | 'half' | 'disc' | 'triangle' | 'cross' | 'ring'

interface ToneLook {
  glyph: GlyphName
  /** colours the glyph */
  text: string
  /** at most a 10 % tint behind a word */
  tint: string
}

export const TONES = {
  staged: { glyph: 'diamond', text: 'text-staged', tint: 'bg-staged/10' },
  pending: { glyph: 'half', text: 'text-info', tint: 'bg-info/10' },
  running: { glyph: 'disc', text: 'text-ok', tint: 'bg-ok/10' },
  warning: { glyph: 'triangle', text: 'text-warn', tint: 'bg-warn/10' },
  failed: { glyph: 'cross', text: 'text-err', tint: 'bg-err/10' },
  ended: { glyph: 'ring', text: 'text-fg-3', tint: 'bg-hover' },
  unknown: { glyph: 'ring', text: 'text-fg-3', tint: 'bg-hover' },
} as const satisfies Record<Tone, ToneLook>

export interface StatusLook {
  tone: Tone
  word: string
}

const STATE_WORD = {
  planned: 'Planned',
  signed: 'Signed',
  submitting: 'Submitting',
  submitted: 'Submitted',
  deployed: 'Deployed',
  failed: 'Failed',
  expiring: 'Expiring',
  expired: 'Expired',
  deleting: 'Deleting',
  deleted: 'Deleted',
  lost: 'Lost',
  drifted: 'Drifted',
} as const satisfies Record<ReservationState, string>

export function reservationLook(state: ReservationState): StatusLook {
  return { tone: STATE_TONE[state], word: STATE_WORD[state] }
}

export const NETWORK_LOOK = {
  draft: { tone: 'staged', word: 'Draft' },
  pending: { tone: 'pending', word: 'Pending' },
  running: { tone: 'running', word: 'Running' },
  warning: { tone: 'warning', word: 'Needs a look' },
  failed: { tone: 'failed', word: 'Failed' },
  ended: { tone: 'ended', word: 'Ended' },
} as const satisfies Record<NetworkSummary['state'], StatusLook>

export const FRESHNESS_LOOK = {
  up: { tone: 'running', word: 'Up' },
  late: { tone: 'warning', word: 'Late' },
  down: { tone: 'failed', word: 'Down' },
} as const satisfies Record<NodeView['freshness'], StatusLook>

export const GRID_LOOK = {
  up: { tone: 'running', word: 'Up' },
  down: { tone: 'failed', word: 'Not reachable' },
  unknown: { tone: 'unknown', word: 'Not checked yet' },
} as const satisfies Record<GridView['state'], StatusLook>

export const STEP_LOOK = {
  waiting: { tone: 'ended', word: 'Waiting' },
  running: { tone: 'pending', word: 'Running' },
  unknown: { tone: 'warning', word: 'Looking for it before sending again' },
  done: { tone: 'running', word: 'Done' },
  failed: { tone: 'failed', word: 'Failed' },
} as const satisfies Record<StepView['state'], StatusLook>

/** Tone of an event row, from the state it led to. */
export function eventTone(toState: string | null): Tone {
  if (toState === null) return 'ended'
  if (toState in STATE_TONE) return STATE_TONE[toState as ReservationState]
  return EVENT_TONE[toState] ?? 'ended'
}

const EVENT_TONE: Record<string, Tone> = {
  up: 'running',
  late: 'warning',
  down: 'failed',
  done: 'running',
  running: 'pending',
  draft: 'staged',
  staged: 'staged',
}
