'use client'

import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cx } from './cx'
import { IconButton } from './icon-button'

interface SheetProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** named aloud; shown unless `hideTitle` */
  title: string
  hideTitle?: boolean
  side?: 'left' | 'right' | 'bottom'
  children: ReactNode
  className?: string
}

const SIDE = {
  left: 'inset-y-0 left-0 w-[min(320px,86vw)] animate-slide-left border-r',
  right: 'inset-y-0 right-0 w-[min(400px,100vw)] animate-slide-right border-l',
  bottom: 'inset-x-0 bottom-0 max-h-[85dvh] animate-slide-up rounded-t-xl border-t',
} as const

/** The panel itself, not its first button: nobody asked for that one yet. */
function focusPanel(event: Event): void {
  event.preventDefault()
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
}

/** A panel that slides over the page: inspectors below 1024 px, the menu on phones. */
export function Sheet({
  open,
  onOpenChange,
  title,
  hideTitle,
  side = 'right',
  children,
  className,
}: SheetProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade-in bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusPanel}
          className={cx(
            'fixed z-50 flex flex-col overflow-y-auto bg-surface shadow-float focus:outline-none',
            SIDE[side],
            className,
          )}
        >
          {hideTitle ? (
            <Radix.Title className="sr-only">{title}</Radix.Title>
          ) : (
            <div className="flex h-12 shrink-0 items-center gap-2 border-b px-4">
              <Radix.Title className="min-w-0 flex-1 truncate text-label">{title}</Radix.Title>
              <Radix.Close asChild>
                <IconButton label="Close" tooltip={false}>
                  <X />
                </IconButton>
              </Radix.Close>
            </div>
          )}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
