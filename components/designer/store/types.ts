import type { DesignCommand, NetworkDesign, Positions } from '@/lib/network/model'
import type { NetworkView, PlanOutline } from '@/lib/schemas/views'
import type { SaveEvent, SaveState } from './save-state'

/** What undo brings back: the document and where things stood. */
export interface Snapshot {
  design: NetworkDesign
  positions: Positions
  /** consecutive changes with the same tag are one step of undo */
  tag?: string | undefined
}

export interface DesignSlice {
  design: NetworkDesign
  past: readonly Snapshot[]
  future: readonly Snapshot[]
  /** Runs a domain command; answers the sentence when the core refuses, else null. */
  run: (command: DesignCommand, at?: { x: number; y: number }) => string | null
  undo: () => void
  redo: () => void
}

export type DesignerMode = 'canvas' | 'table'

export interface ViewSlice {
  positions: Positions
  /** `node:<id>`, `device:<id>` or null: the network itself */
  selected: string | null
  /** object the canvas should bring into view; `count` makes asking twice work */
  focus: { id: string; count: number } | null
  mode: DesignerMode
  select: (id: string | null) => void
  focusOn: (id: string) => void
  setMode: (mode: DesignerMode) => void
  /** Remembers where things stand, so that the move that follows is one step of undo. */
  beginMove: (tag?: string) => void
  move: (moved: Positions) => void
}

/** What the server knows of the saved design. */
export type ServerSide = Pick<
  NetworkView,
  'publicKeys' | 'deviceKeys' | 'deployed' | 'operationId' | 'state' | 'endsAt'
>

export interface ReviewSlice {
  save: SaveState
  identityId: string | null
  server: ServerSide
  /** newest plan the server made of the saved design; null before the first one */
  plan: PlanOutline | null
  report: (event: SaveEvent) => void
  setIdentity: (identityId: string | null) => void
  setPlan: (plan: PlanOutline | null) => void
  /** Takes over what the server answered, never the document while it has unsaved changes. */
  adopt: (view: NetworkView) => void
  /** Starts again from what the server has; unsaved edits go. */
  restart: (view: NetworkView) => void
}

export type Direction = 'there' | 'back'
export type DockTab = 'problems' | 'matrix' | 'peers' | 'proof'

/** Questions asked of the design. Nothing here changes it, is saved or can be undone. */
export interface StudySlice {
  isTracing: boolean
  /** object ids of the two ends; null: not picked yet */
  traceFrom: string | null
  traceTo: string | null
  direction: Direction
  isWhatIf: boolean
  /** keys of the switches that are off */
  off: readonly string[]
  dock: DockTab
  isDockOpen: boolean
  setTracing: (isOn: boolean) => void
  /** Opens the trace on these two ends. */
  trace: (from: string | null, to: string | null) => void
  setDirection: (direction: Direction) => void
  setWhatIf: (isOn: boolean) => void
  setOff: (off: readonly string[]) => void
  toggleOff: (key: string) => void
  showDock: (tab: DockTab) => void
  setDockOpen: (isOpen: boolean) => void
}

export type DesignerState = DesignSlice & ViewSlice & ReviewSlice & StudySlice
