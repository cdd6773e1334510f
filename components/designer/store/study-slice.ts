import type { StateCreator } from 'zustand'
import type { DesignerState, StudySlice } from './types'

/** Questions asked of the design: a trace between two ends, things switched off, the dock that shows the answers. */
export const createStudySlice: StateCreator<DesignerState, [], [], StudySlice> = (set) => ({
  isTracing: false,
  traceFrom: null,
  traceTo: null,
  direction: 'there',
  isWhatIf: false,
  off: [],
  dock: 'problems',
  isDockOpen: true,
  setTracing: (isOn) =>
    set(({ selected, traceFrom, traceTo }) =>
      isOn
        ? { isTracing: true, traceFrom: traceFrom ?? selected, traceTo }
        : { isTracing: false, traceFrom: null, traceTo: null, direction: 'there' },
    ),
  trace: (traceFrom, traceTo) => set({ isTracing: true, traceFrom, traceTo, direction: 'there' }),
  setDirection: (direction) => set({ direction }),
  setWhatIf: (isOn) => set(isOn ? { isWhatIf: true } : { isWhatIf: false, off: [] }),
  setOff: (off) => set({ off }),
  toggleOff: (key) =>
    set(({ off }) => ({
      off: off.includes(key) ? off.filter((other) => other !== key) : [...off, key],
    })),
  showDock: (dock) => set({ dock, isDockOpen: true }),
  setDockOpen: (isDockOpen) => set({ isDockOpen }),
})

/** While a trace is open the cards one selects are its ends: first where from, then where to, then anew. */
export function pickEnd(
  { isTracing, traceFrom, traceTo }: DesignerState,
  id: string | null,
): Partial<DesignerState> {
  if (!isTracing || id === null) return {}
  if (traceFrom === null || (traceTo !== null && id !== traceTo))
    return { traceFrom: id, traceTo: null, direction: 'there' }
  return id === traceFrom || id === traceTo ? {} : { traceTo: id, direction: 'there' }
}
