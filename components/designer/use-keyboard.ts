import { useEffect, useEffectEvent, type RefObject } from 'react'
import { isTyping } from '@/components/shell/shortcuts'
import { useDesignerStore } from './store/context'
import type { DesignerState } from './store/types'
import type { DesignerActions } from './use-actions'

interface KeyboardOptions {
  actions: DesignerActions
  searchRef: RefObject<HTMLInputElement | null>
  onReview: () => void
  isReadOnly: boolean
}

/** ⌘Z, ⇧⌘Z and ⌘↵ everywhere; A, F, T, W, M, ⌫ and Esc while nothing is being typed. */
export function useDesignerKeys({ actions, searchRef, onReview, isReadOnly }: KeyboardOptions) {
  const store = useDesignerStore()
  const handle = (event: KeyboardEvent): boolean => {
    const hasCommand = event.metaKey || event.ctrlKey
    const key = event.key.toLowerCase()
    if (hasCommand && key === 'enter') return inDialog(event) ? false : (onReview(), true)
    if (isTyping(event.target)) return false
    const state = store.getState()
    if (hasCommand && key === 'z' && !isReadOnly) {
      if (event.shiftKey) state.redo()
      else state.undo()
      return true
    }
    if (hasCommand || event.altKey) return false
    if (key === 'f') return (state.focusOn('network'), true)
    if (studyKey(state, key)) return true
    if (key === 'escape') return (state.select(null), true)
    if (isReadOnly) return false
    if (key === 'a') return (searchRef.current?.focus(), true)
    if ((key === 'backspace' || key === 'delete') && state.selected)
      return (actions.remove(state.selected), true)
    return false
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented) return
    const done = handle(event)
    if (done) event.preventDefault()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

/** T, W and M open and close a study; Esc closes the trace before it clears the selection. */
function studyKey(state: DesignerState, key: string): boolean {
  if (key === 't') return (state.setTracing(!state.isTracing), true)
  if (key === 'w') return (state.setWhatIf(!state.isWhatIf), true)
  if (key === 'm') {
    const isShown = state.dock === 'matrix' && state.isDockOpen
    return (state.showDock(isShown ? 'problems' : 'matrix'), true)
  }
  if (key === 'escape' && state.isTracing) return (state.setTracing(false), true)
  return false
}

function inDialog(event: KeyboardEvent) {
  return event.target instanceof HTMLElement && event.target.closest('[role=dialog]') !== null
}
