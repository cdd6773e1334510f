'use client'

import { Dialog as Radix } from 'radix-ui'
import { lazy, Suspense, useState } from 'react'
import { INPUT, PLACEHOLDER } from './palette-input'
import type { ShellData } from './shell-data'

const loadList = () => import('./palette-list')
const PaletteList = lazy(async () => ({ default: (await loadList()).PaletteList }))

/** Fetches the list ahead: ⌘ goes down before K does. */
export function preloadPalette(): void {
  void loadList()
}

interface PaletteProps {
  data: ShellData
  onOpenChange: (open: boolean) => void
}

/** ⌘K. What is typed while the list is still loading is kept. */
export function Palette({ data, onOpenChange }: PaletteProps) {
  const [query, setQuery] = useState('')
  return (
    <Radix.Root open onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade-in bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed top-[14vh] left-1/2 z-50 w-[min(560px,calc(100vw-32px))] -translate-x-1/2 animate-fade-in overflow-hidden rounded-xl border bg-surface shadow-float"
        >
          <Radix.Title className="sr-only">Search or jump to</Radix.Title>
          <Suspense
            fallback={
              <input
                aria-label="Search or jump to"
                value={query}
                autoFocus
                placeholder={PLACEHOLDER}
                className={INPUT}
                onChange={(event) => setQuery(event.target.value)}
              />
            }
          >
            <PaletteList
              data={data}
              query={query}
              onQuery={setQuery}
              onDone={() => onOpenChange(false)}
            />
          </Suspense>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
