import { useEffect, useEffectEvent, type RefObject } from 'react'
import { isTyping } from '@/components/shell/shortcuts'
import { useDesignerStore } from './store/context'
import type { DesignerActions } from './use-actions'

interface KeyboardOptions {
  actions: DesignerActions
  searchRef: RefObject<HTMLInputElement | null>
  onReview: () => void
  isReadOnly: boolean
}

/** ⌘Z, ⇧⌘Z and ⌘↵ everywhere; A, F, ⌫ and Esc while nothing is being typed. */
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

function inDialog(event: KeyboardEvent) {
  return event.target instanceof HTMLElement && event.target.closest('[role=dialog]') !== null
}
