'use client'

import { Slot } from 'radix-ui'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { Floating } from './floating'
import { Kbd } from './kbd'
import type { Side } from './place'

const DELAY_MS = 400

interface TooltipProps {
  content: ReactNode
  shortcut?: string
  side?: Side
  children: ReactNode
}

/** Wraps one focusable element. Says nothing a person could not do without. */
export function Tooltip({ content, shortcut, side = 'top', children }: TooltipProps) {
  const id = useId()
  const anchor = useRef<HTMLElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => () => clearTimeout(timer.current), [])
  const show = (delay: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setOpen(true), delay)
  }
  const hide = () => {
    clearTimeout(timer.current)
    setOpen(false)
  }
  return (
    <>
      <Slot.Root
        ref={anchor}
        aria-describedby={isOpen ? id : undefined}
        onPointerEnter={(event) => event.pointerType === 'mouse' && show(DELAY_MS)}
        onPointerLeave={hide}
        onPointerDown={hide}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && show(DELAY_MS)}
        onBlur={hide}
        onKeyDown={(event) => event.key === 'Escape' && hide()}
      >
        {children}
      </Slot.Root>
      {isOpen && (
        <Floating anchor={anchor} panel={panel} side={side} align="center">
          <div
            ref={panel}
            id={id}
            role="tooltip"
            className="pointer-events-none fixed z-50 flex w-max max-w-72 animate-fade-in items-center gap-2 rounded-md border bg-surface px-2 py-1 text-caption text-fg shadow-float"
          >
            {content}
            {shortcut && <Kbd>{shortcut}</Kbd>}
          </div>
        </Floating>
      )}
    </>
  )
}
