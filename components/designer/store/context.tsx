'use client'

import { createContext, useContext, useState, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { NetworkView, PlanOutline } from '@/lib/schemas/views'
import { createDesignerStore, type DesignerStore } from './designer-store'
import type { DesignerState } from './types'

const DesignerContext = createContext<DesignerStore | null>(null)

export function DesignerProvider({
  view,
  plan,
  children,
}: {
  view: NetworkView
  plan: PlanOutline | null
  children: ReactNode
}) {
  const [store] = useState(() => createDesignerStore(view, plan))
  return <DesignerContext value={store}>{children}</DesignerContext>
}

/** The store itself, for handlers that read at the moment they run. */
export function useDesignerStore(): DesignerStore {
  const store = useContext(DesignerContext)
  if (!store) throw new Error('useDesignerStore needs a DesignerProvider above it')
  return store
}

/** One value of the store; select single values, never the whole state. */
export function useDesigner<T>(selector: (state: DesignerState) => T): T {
  return useStore(useDesignerStore(), selector)
}
