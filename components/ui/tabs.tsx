'use client'

import Link from 'next/link'
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { cx } from './cx'

const TAB =
  'touch-target -mb-px inline-flex h-9 items-center gap-1.5 border-b-2 border-transparent text-label whitespace-nowrap text-fg-3 transition-colors hover:text-fg aria-selected:border-fg aria-selected:text-fg aria-[current=page]:border-fg aria-[current=page]:text-fg'

export interface TabItem {
  value: string
  label: string
  count?: number
  content: ReactNode
}

interface TabsProps {
  label: string
  items: readonly TabItem[]
}

export function TabCount({ children }: { children: ReactNode }) {
  return (
    <span className="rounded-sm bg-hover px-1 text-micro font-normal text-fg-3 tabular-nums">
      {children}
    </span>
  )
}

const STEP: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 }

/** The tab an arrow, Home or End leads to; null for any other key. */
export function tabAfter(key: string, at: number, count: number): number | null {
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = STEP[key]
  return step === undefined ? null : (at + step + count) % count
}

/** Views of one thing, one shown at a time. Arrow keys move between the tabs and open them. */
export function Tabs({ label, items }: TabsProps) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(items[0]?.value)
  const at = Math.max(
    0,
    items.findIndex(({ value }) => value === open),
  )
  const shown = items[at]
  const onKeyDown = (event: KeyboardEvent) => {
    const next = tabAfter(event.key, at, items.length)
    if (next === null) return
    event.preventDefault()
    setOpen(items[next]?.value)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  return (
    <div>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
        className="flex gap-4 overflow-x-auto overflow-y-hidden border-b px-4"
      >
        {items.map((item) => (
          <button
            key={item.value}
            type="button"
            role="tab"
            id={`${id}-${item.value}`}
            aria-selected={item === shown}
            aria-controls={item === shown ? `${id}-panel` : undefined}
            tabIndex={item === shown ? 0 : -1}
            onClick={() => setOpen(item.value)}
            className={TAB}
          >
            {item.label}
            {item.count !== undefined && <TabCount>{item.count}</TabCount>}
          </button>
        ))}
      </div>
      {shown && (
        <div
          key={shown.value}
          role="tabpanel"
          id={`${id}-panel`}
          aria-labelledby={`${id}-${shown.value}`}
          tabIndex={0}
          className="focus-visible:-outline-offset-2"
        >
          {shown.content}
        </div>
      )}
    </div>
  )
}

export interface TabLink {
  href: string
  label: string
  count?: number
  active: boolean
}

/** Tabs that are places of their own: the address says which one is open. */
export function TabLinks({
  label,
  items,
  className,
}: {
  label: string
  items: readonly TabLink[]
  className?: string
}) {
  return (
    <nav
      aria-label={label}
      className={cx('flex gap-4 overflow-x-auto overflow-y-hidden px-4', className)}
    >
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.active ? 'page' : undefined}
          className={TAB}
        >
          {item.label}
          {item.count !== undefined && <TabCount>{item.count}</TabCount>}
        </Link>
      ))}
    </nav>
  )
}
