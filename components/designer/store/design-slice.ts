import type { StateCreator } from 'zustand'
import { DomainError } from '@/lib/errors/domain-error'
import { applyCommand } from '@/lib/network/commands'
import type { DesignCommand, NetworkDesign, Positions } from '@/lib/network/model'
import { keepPlaced } from '../model/place'
import type { DesignSlice, DesignerState, Snapshot } from './types'

const HISTORY_STEPS = 200

/** The steps of undo with the present put on top, unless it continues the step already there. */
export function remember(past: readonly Snapshot[], now: Snapshot): readonly Snapshot[] {
  const top = past.at(-1)
  if (now.tag !== undefined && top?.tag === now.tag) return past
  return [...past, now].slice(-HISTORY_STEPS)
}

/** Holds the document. Every action calls one pure `lib/network` command and keeps the old value. */
export const createDesignSlice =
  (design: NetworkDesign): StateCreator<DesignerState, [], [], DesignSlice> =>
  (set, get) => ({
    design,
    past: [],
    future: [],
    run: (command, at) => {
      const { design: before, positions, past, selected } = get()
      const outcome = attempt(before, command)
      if ('refusal' in outcome) return outcome.refusal
      if (outcome.design === before) return null
      set({
        design: outcome.design,
        positions: keepPlaced(outcome.design, placeNew(command, positions, at)),
        past: remember(past, { design: before, positions }),
        future: [],
        selected: stillThere(outcome.design, selected),
      })
      return null
    },
    undo: () => set((state) => travel(state, 'past', 'future')),
    redo: () => set((state) => travel(state, 'future', 'past')),
  })

function attempt(
  design: NetworkDesign,
  command: DesignCommand,
): { design: NetworkDesign } | { refusal: string } {
  try {
    return { design: applyCommand(design, command) }
  } catch (error) {
    if (error instanceof DomainError) return { refusal: error.message }
    throw error
  }
}

/** Where a new thing goes when the person showed the place. */
function placeNew(command: DesignCommand, positions: Positions, at?: { x: number; y: number }) {
  if (!at) return positions
  if (command.type === 'add-resource') return { ...positions, [`node:${command.nodeId}`]: at }
  if (command.type === 'add-device') return { ...positions, [`device:${command.id}`]: at }
  return positions
}

function stillThere(design: NetworkDesign, selected: string | null) {
  if (selected === null) return null
  const ids = [
    ...design.resources.map((resource) => `node:${resource.nodeId}`),
    ...design.devices.map((device) => `device:${device.id}`),
  ]
  return ids.includes(selected) ? selected : null
}

function travel(state: DesignerState, from: 'past' | 'future', to: 'past' | 'future') {
  const target = state[from].at(-1)
  if (!target) return {}
  return {
    design: target.design,
    positions: target.positions,
    [from]: state[from].slice(0, -1),
    [to]: [...state[to], { design: state.design, positions: state.positions }],
    selected: stillThere(target.design, state.selected),
  }
}
