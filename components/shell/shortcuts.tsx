'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { NAV_ITEMS } from './nav-items'

const SEQUENCE_MS = 1200

/** Whether a key press belongs to something the person is typing in or to an open dialog or menu. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  return (
    target.closest(
      'input:not([type=checkbox],[type=radio]), textarea, select, [role=dialog], [role=menu]',
    ) !== null
  )
}

interface ShortcutsOptions {
  onPalette: () => void
  onSheet: () => void
  /** ⌘ or Ctrl went down: the palette may be next */
  onModifier: () => void
}

/** ⌘K, ?, and G followed by a letter. */
export function useShortcuts({ onPalette, onSheet, onModifier }: ShortcutsOptions): void {
  const router = useRouter()
  const goSince = useRef(0)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Meta' || event.key === 'Control') return onModifier()
    if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      return onPalette()
    }
    if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
    if (event.key === '?') return onSheet()
    const isSecond = event.timeStamp - goSince.current < SEQUENCE_MS && goSince.current > 0
    goSince.current = event.key === 'g' ? event.timeStamp : 0
    if (!isSecond) return
    const item = NAV_ITEMS.find((candidate) => candidate.key === event.key)
    if (item) {
      event.preventDefault()
      event.stopImmediatePropagation()
      router.push(item.href)
    }
  })
  useEffect(() => {
    // Captured first, so that G then N does not also act on the page below.
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener, { capture: true })
    return () => window.removeEventListener('keydown', listener, { capture: true })
  }, [])
}

const GROUPS: readonly { title: string; rows: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Everywhere',
    rows: [
      ['⌘K', 'Search or jump to'],
      ...NAV_ITEMS.map(
        (item) => [`G ${item.key.toUpperCase()}`, `Go to ${item.label.toLowerCase()}`] as const,
      ),
      ['?', 'This list'],
    ],
  },
  {
    title: 'Tables',
    rows: [
      ['/', 'Search'],
      ['J K', 'Next and previous row'],
      ['X', 'Select the row'],
      ['↵', 'Open the row'],
      ['Esc', 'Close the panel, then clear the selection'],
    ],
  },
  {
    title: 'Canvas',
    rows: [
      ['A', 'Add a node'],
      ['F', 'Fit the network'],
      ['T', 'Trace a packet between two cards'],
      ['W', 'What if something is off'],
      ['M', 'Who reaches whom'],
      ['⌫', 'Remove what is selected'],
      ['⌘Z ⇧⌘Z', 'Undo and redo'],
      ['⌘↵', 'The main button'],
    ],
  },
]

export function ShortcutsSheet({
  open,
  onOpenChange,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts" size="lg">
      <div className="grid gap-6 sm:grid-cols-3">
        {GROUPS.map((group) => (
          <section key={group.title}>
            <h3 className="mb-2 text-caption font-medium text-fg-3">{group.title}</h3>
            <dl className="flex flex-col gap-2">
              {group.rows.map(([keys, what]) => (
                <div key={keys} className="flex items-center gap-2">
                  <dt className="flex w-20 shrink-0 gap-1">
                    {keys.split(' ').map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dt>
                  <dd className="text-fg-2">{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
