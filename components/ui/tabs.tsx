'use client'

import Link from 'next/link'
import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cx } from './cx'

const TAB =
  'touch-target -mb-px inline-flex h-9 items-center gap-1.5 border-b-2 border-transparent text-label whitespace-nowrap text-fg-3 transition-colors hover:text-fg data-[state=active]:border-fg data-[state=active]:text-fg aria-[current=page]:border-fg aria-[current=page]:text-fg'

export interface TabItem {
  value: string
  label: string
  count?: number
  content: ReactNode
}

interface TabsProps {
  label: string
  items: readonly TabItem[]
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
  className?: string
}

export function TabCount({ children }: { children: ReactNode }) {
  return (
    <span className="rounded-sm bg-hover px-1 text-micro font-normal text-fg-3 tabular-nums">
      {children}
    </span>
  )
}

export function Tabs({ label, items, value, defaultValue, onValueChange, className }: TabsProps) {
  return (
    <Radix.Root
      value={value}
      defaultValue={defaultValue ?? items[0]?.value}
      onValueChange={onValueChange}
      className={className}
    >
      <Radix.List
        aria-label={label}
        className="flex gap-4 overflow-x-auto overflow-y-hidden border-b px-4"
      >
        {items.map((item) => (
          <Radix.Trigger key={item.value} value={item.value} className={TAB}>
            {item.label}
            {item.count !== undefined && <TabCount>{item.count}</TabCount>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {items.map((item) => (
        <Radix.Content
          key={item.value}
          value={item.value}
          className="focus-visible:-outline-offset-2"
        >
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
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
