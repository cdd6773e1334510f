import type { StateCreator } from 'zustand'
import type { Positions } from '@/lib/network/model'
import { remember } from './design-slice'
import { pickEnd } from './study-slice'
import type { DesignerState, ViewSlice } from './types'

/** Positions, selection and mode. Only moves can be undone. */
export const createViewSlice =
  (positions: Positions): StateCreator<DesignerState, [], [], ViewSlice> =>
  (set) => ({
    positions,
    selected: null,
    focus: null,
    mode: 'canvas',
    select: (selected) => set((state) => ({ selected, ...pickEnd(state, selected) })),
    focusOn: (id) =>
      set(({ focus }) => ({
        selected: id === 'network' ? null : id,
        focus: { id, count: (focus?.count ?? 0) + 1 },
      })),
    setMode: (mode) => set({ mode }),
    beginMove: (tag) =>
      set(({ past, design, positions: before }) => ({
        past: remember(past, { design, positions: before, tag }),
        future: [],
      })),
    move: (moved) => set(({ positions: before }) => ({ positions: { ...before, ...moved } })),
  })
