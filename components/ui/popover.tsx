'use client'

import { Slot } from 'radix-ui'
import { createContext, use, useEffect, useRef, useState, type ReactNode } from 'react'
import { cx } from './cx'
import { Floating } from './floating'
import type { Align } from './place'

interface PopoverProps {
  /** one button element */
  trigger: ReactNode
  /** read aloud */
  label: string
  align?: Align
  className?: string
  children: ReactNode
}

const CloseContext = createContext<() => void>(() => undefined)

/** The way out of the popover this stands in. */
export function usePopoverClose(): () => void {
  return use(CloseContext)
}

/** A small form beside its button. Focus goes in on opening and back on closing. */
export function Popover({ trigger, label, align = 'start', className, children }: PopoverProps) {
  const anchor = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const close = () => {
    setOpen(false)
    anchor.current?.focus()
  }
  return (
    <>
      <Slot.Root
        ref={anchor}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen((wasOpen) => !wasOpen)}
      >
        {trigger}
      </Slot.Root>
      {isOpen && (
        <Floating
          anchor={anchor}
          panel={panel}
          side="bottom"
          align={align}
          onClose={() => setOpen(false)}
        >
          <div
            ref={panel}
            role="dialog"
            aria-label={label}
            tabIndex={-1}
            onBlur={(event) => {
              const isInside =
                event.relatedTarget === null ||
                event.currentTarget.contains(event.relatedTarget) ||
                event.relatedTarget === anchor.current
              if (!isInside) setOpen(false)
            }}
            className={cx(
              'fixed z-30 animate-fade-in overflow-y-auto rounded-lg border bg-surface shadow-float outline-none',
              className,
            )}
          >
            <FocusOnMount />
            <CloseContext value={close}>{children}</CloseContext>
          </div>
        </Floating>
      )}
    </>
  )
}

/** Moves the focus to the panel it stands in. */
function FocusOnMount() {
  const mark = useRef<HTMLSpanElement>(null)
  useEffect(() => mark.current?.parentElement?.focus(), [])
  return <span ref={mark} hidden />
}
