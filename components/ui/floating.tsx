'use client'

import { useEffect, useEffectEvent, useLayoutEffect, type ReactNode, type RefObject } from 'react'
import { createPortal } from 'react-dom'
import { EDGE_PX, placeBeside, type Align, type PlaceOptions, type Side } from './place'

const HOSTS = '[role=dialog], main, aside, header'

interface FloatingProps {
  anchor: RefObject<HTMLElement | null>
  side: Side
  align: Align
  gap?: number
  /** called for a press outside and for Escape; none for tooltips */
  onClose?: () => void
  /** the element to place; it stands inside `children` */
  panel: RefObject<HTMLElement | null>
  children: ReactNode
}

/** Puts a panel beside its anchor, on top of everything, and keeps it there. */
export function Floating({
  anchor,
  panel,
  side,
  align,
  gap = 6,
  onClose,
  children,
}: FloatingProps) {
  const place = useEffectEvent(() => {
    if (panel.current && anchor.current) move(panel.current, anchor.current, { side, align, gap })
  })
  useLayoutEffect(() => {
    place()
    const observer = new ResizeObserver(() => place())
    if (panel.current) observer.observe(panel.current)
    const onMove = () => place()
    window.addEventListener('resize', onMove)
    window.addEventListener('scroll', onMove, { capture: true, passive: true })
    return () => {
      observer.disconnect()
      window.removeEventListener('resize', onMove)
      window.removeEventListener('scroll', onMove, { capture: true })
    }
  }, [panel])
  useDismiss(anchor, panel, onClose)
  // In the dialog it belongs to, whose focus trap and wall for screen readers hold it too; else in its landmark.
  const host = anchor.current?.closest<HTMLElement>(HOSTS) ?? document.body
  return createPortal(children, host)
}

function move(panel: HTMLElement, anchor: HTMLElement, options: PlaceOptions): void {
  const screen = { width: document.documentElement.clientWidth, height: window.innerHeight }
  panel.style.maxHeight = `${screen.height - 2 * EDGE_PX}px`
  const size = { width: panel.offsetWidth, height: panel.offsetHeight }
  const { left, top } = placeBeside(anchor.getBoundingClientRect(), size, screen, options)
  // Inside a transformed dialog "fixed" starts at the dialog's corner, not at the screen's.
  panel.style.left = '0'
  panel.style.top = '0'
  const origin = panel.getBoundingClientRect()
  panel.style.left = `${left - origin.left}px`
  panel.style.top = `${top - origin.top}px`
}

function useDismiss(
  anchor: RefObject<HTMLElement | null>,
  panel: RefObject<HTMLElement | null>,
  onClose: (() => void) | undefined,
): void {
  const isDismissable = onClose !== undefined
  const onPress = useEffectEvent((event: PointerEvent) => {
    const target = event.target
    if (!(target instanceof Node)) return
    if (panel.current?.contains(target) || anchor.current?.contains(target)) return
    onClose?.()
  })
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    onClose?.()
    anchor.current?.focus()
  })
  useEffect(() => {
    if (!isDismissable) return
    const press = (event: PointerEvent) => onPress(event)
    const key = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('pointerdown', press, true)
    document.addEventListener('keydown', key, true)
    return () => {
      document.removeEventListener('pointerdown', press, true)
      document.removeEventListener('keydown', key, true)
    }
  }, [isDismissable])
}
