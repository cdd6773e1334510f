'use client'

import { useEffect, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { cx } from './cx'

const ITEMS = '[role^=menuitem]:not(:disabled)'
const TYPING_MS = 600

interface MenuPanelProps {
  panelRef: RefObject<HTMLDivElement | null>
  /** what gets the focus on opening */
  start: 'first' | 'last' | 'panel'
  /** id of the button it belongs to */
  labelledBy: string
  className?: string
  /** the focus left by Tab */
  onLeave: () => void
  children: ReactNode
}

/** The open menu: arrows, Home, End and first letters move, the pointer moves the focus with it. */
export function MenuPanel({
  panelRef,
  start,
  labelledBy,
  className,
  onLeave,
  children,
}: MenuPanelProps) {
  const typed = useRef({ text: '', at: 0 })
  useEffect(() => {
    const items = itemsOf(panelRef.current)
    const target =
      start === 'panel' ? panelRef.current : start === 'first' ? items[0] : items.at(-1)
    target?.focus()
  }, [panelRef, start])

  const onKeyDown = (event: KeyboardEvent) => {
    const items = itemsOf(panelRef.current)
    const index = items.findIndex((item) => item === document.activeElement)
    if (event.key === 'Tab') return onLeave()
    const next =
      moveOf(event.key, index, items.length) ?? typeAhead(event, items, index, typed.current)
    if (next === null) return
    event.preventDefault()
    items[next]?.focus()
  }

  return (
    <div
      ref={panelRef}
      role="menu"
      aria-labelledby={labelledBy}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => {
        if (event.target instanceof Element) event.target.closest<HTMLElement>(ITEMS)?.focus()
      }}
      className={cx(
        'fixed z-50 min-w-44 animate-fade-in overflow-y-auto rounded-lg border bg-surface p-1 shadow-float outline-none',
        className,
      )}
    >
      {children}
    </div>
  )
}

function itemsOf(panel: HTMLElement | null): HTMLElement[] {
  return [...(panel?.querySelectorAll<HTMLElement>(ITEMS) ?? [])]
}

function moveOf(key: string, index: number, length: number): number | null {
  if (key === 'ArrowDown') return (index + 1) % length
  if (key === 'ArrowUp') return (index <= 0 ? length : index) - 1
  if (key === 'Home') return 0
  if (key === 'End') return length - 1
  return null
}

/** The next item that begins with what was typed lately. */
function typeAhead(
  event: KeyboardEvent,
  items: readonly HTMLElement[],
  index: number,
  typed: { text: string; at: number },
): number | null {
  if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey)
    return null
  typed.text = event.timeStamp - typed.at < TYPING_MS ? typed.text + event.key : event.key
  typed.at = event.timeStamp
  const wanted = typed.text.toLowerCase()
  const from = wanted.length > 1 ? Math.max(0, index) : index + 1
  for (let step = 0; step < items.length; step++) {
    const candidate = (from + step) % items.length
    if (items[candidate]?.textContent?.trim().toLowerCase().startsWith(wanted)) return candidate
  }
  return null
}
