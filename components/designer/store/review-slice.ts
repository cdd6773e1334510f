import type { StateCreator } from 'zustand'
import type { NetworkView, PlanOutline } from '@/lib/schemas/views'
import { keepPlaced } from '../model/place'
import { hasUnsaved, initialSaveState, nextSaveState } from './save-state'
import type { DesignerState, ReviewSlice, ServerSide } from './types'

function serverSide(view: NetworkView): ServerSide {
  const { publicKeys, deviceKeys, deployed, operationId, state, endsAt } = view
  return { publicKeys, deviceKeys, deployed, operationId, state, endsAt }
}

/** What is saved, what the server says of it, and what a submit would do. */
export const createReviewSlice =
  (view: NetworkView, plan: PlanOutline | null): StateCreator<DesignerState, [], [], ReviewSlice> =>
  (set) => ({
    save: initialSaveState(view.revision, view.updatedAt),
    identityId: view.identityId,
    server: serverSide(view),
    plan,
    report: (event) => set(({ save }) => ({ save: nextSaveState(save, event) })),
    setIdentity: (identityId) => set({ identityId }),
    setPlan: (next) => set({ plan: next }),
    restart: (next) => set({ server: serverSide(next), selected: null, ...documentOf(next) }),
    adopt: (next) =>
      set((state) =>
        // An answer that was on its way while we saved knows less than we do.
        next.revision < state.save.revision
          ? {}
          : { server: serverSide(next), ...replaced(state, next) },
      ),
  })

/** Someone else saved a newer design and we have nothing unsaved: theirs is the document now. */
function replaced(state: DesignerState, view: NetworkView): Partial<DesignerState> {
  if (view.revision <= state.save.revision || hasUnsaved(state.save)) return {}
  return documentOf(view)
}

function documentOf(view: NetworkView): Partial<DesignerState> {
  return {
    design: view.design,
    positions: keepPlaced(view.design, view.positions),
    past: [],
    future: [],
    identityId: view.identityId,
    save: initialSaveState(view.revision, view.updatedAt),
  }
}
