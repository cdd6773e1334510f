import { useEffect, useEffectEvent, useState, type RefObject } from 'react'
import { isTyping } from '@/components/shell/shortcuts'

interface TableKeys<Row extends { key: string }> {
  keys: readonly Row[]
  search: RefObject<HTMLInputElement | null>
  onMove: (index: number) => void
  onToggle: (row: Row) => void
  onOpen: (row: Row) => void
  onAdd: () => void
  onEscape: () => void
}

/** J and K move, X selects, Enter opens, / searches, Esc steps back. Answers the row the keys stand on. */
export function useTableKeys<Row extends { key: string }>(options: TableKeys<Row>): Row | null {
  const [currentKey, setCurrentKey] = useState<string | null>(null)
  const index = currentKey === null ? -1 : options.keys.findIndex((row) => row.key === currentKey)
  const current = options.keys[index] ?? null

  const move = (step: number) => {
    const next = Math.min(options.keys.length - 1, Math.max(0, index + step))
    const row = options.keys[next]
    if (!row) return
    setCurrentKey(row.key)
    options.onMove(next)
  }
  const actionOf = (event: KeyboardEvent): (() => void) | null => {
    const isOnControl =
      event.target instanceof Element && event.target.closest('button, a, [tabindex="0"]') !== null
    switch (event.key) {
      case '/':
        return () => options.search.current?.focus()
      case 'j':
        return () => move(1)
      case 'k':
        return () => move(-1)
      case 'x':
        return current && (() => options.onToggle(current))
      case 'Enter':
        return current && !isOnControl ? () => options.onOpen(current) : null
      case 'a':
        return options.onAdd
      case 'Escape':
        return options.onEscape
      default:
        return null
    }
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return
    if (event.target === options.search.current && event.key === 'Escape') {
      return options.search.current?.blur()
    }
    if (isTyping(event.target)) return
    const run = actionOf(event)
    if (!run) return
    event.preventDefault()
    run()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
  return current
}
