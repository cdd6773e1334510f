/** Autosave as a state machine: pure, so that every way it can go is a row in a test. */
export interface SaveState {
  phase: 'saved' | 'dirty' | 'saving' | 'failing' | 'stale'
  /** revision the server has of what we started from */
  revision: number
  /** there are edits the request in flight does not carry */
  hasMore: boolean
  /** failures in a row; drives the wait before the next try */
  failures: number
  savedAt: string | null
  message: string | null
}

export type SaveEvent =
  | { type: 'edited' }
  | { type: 'started' }
  | { type: 'succeeded'; revision: number; at: string }
  | { type: 'failed'; message: string }
  | { type: 'stale'; message: string }

const RETRY_FIRST_MS = 2_000
const RETRY_LAST_MS = 30_000
export const AUTOSAVE_DEBOUNCE_MS = 600

export function initialSaveState(revision: number, savedAt: string | null): SaveState {
  return { phase: 'saved', revision, hasMore: false, failures: 0, savedAt, message: null }
}

/** The next save state. A stale design stays stale: only loading it again helps. */
export function nextSaveState(state: SaveState, event: SaveEvent): SaveState {
  if (state.phase === 'stale') return state
  switch (event.type) {
    case 'edited':
      return state.phase === 'saving'
        ? { ...state, hasMore: true }
        : { ...state, phase: state.phase === 'failing' ? 'failing' : 'dirty', hasMore: true }
    case 'started':
      return { ...state, phase: 'saving', hasMore: false }
    case 'succeeded':
      return {
        phase: state.hasMore ? 'dirty' : 'saved',
        revision: event.revision,
        hasMore: state.hasMore,
        failures: 0,
        savedAt: event.at,
        message: null,
      }
    case 'failed':
      return {
        ...state,
        phase: 'failing',
        hasMore: true,
        failures: state.failures + 1,
        message: event.message,
      }
    case 'stale':
      return { ...state, phase: 'stale', hasMore: true, message: event.message }
  }
}

/** Milliseconds to wait before the next save, or null when nothing is to be sent now. */
export function saveDelay(state: SaveState): number | null {
  if (state.phase === 'dirty') return AUTOSAVE_DEBOUNCE_MS
  if (state.phase !== 'failing') return null
  return Math.min(RETRY_FIRST_MS * 2 ** (state.failures - 1), RETRY_LAST_MS)
}

/** Whether edits exist that the server does not have. */
export function hasUnsaved(state: SaveState): boolean {
  return state.phase !== 'saved'
}
