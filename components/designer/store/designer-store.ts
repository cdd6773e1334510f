import { createStore } from 'zustand/vanilla'
import type { NetworkView, PlanOutline } from '@/lib/schemas/views'
import { keepPlaced } from '../model/place'
import { createDesignSlice } from './design-slice'
import { createReviewSlice } from './review-slice'
import { createStudySlice } from './study-slice'
import type { DesignerState } from './types'
import { createViewSlice } from './view-slice'

export type DesignerStore = ReturnType<typeof createDesignerStore>

/** One store per mounted designer: a module-level one would be shared between requests on the server. */
export function createDesignerStore(view: NetworkView, plan: PlanOutline | null) {
  return createStore<DesignerState>()((...args) => ({
    ...createDesignSlice(view.design)(...args),
    ...createViewSlice(keepPlaced(view.design, view.positions))(...args),
    ...createReviewSlice(view, plan)(...args),
    ...createStudySlice(...args),
  }))
}
