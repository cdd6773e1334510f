'use client'

import { GitCompareArrows, Plus, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { gib, plural, short } from '@/components/ui/format'
import { IconButton } from '@/components/ui/icon-button'
import { Kbd } from '@/components/ui/kbd'
import { MOST_COMPARED } from '@/lib/nodes/browser-query'
import type { NodeRow } from '@/lib/nodes/node-row'

interface SelectionBarProps {
  rows: readonly NodeRow[]
  /** absent: the reader may not draw networks */
  onAdd?: (() => void) | undefined
  onCompare: () => void
  onClear: () => void
}

export function SelectionBar({ rows, onAdd, onCompare, onClear }: SelectionBarProps) {
  if (rows.length === 0) return null
  const cpu = rows.reduce((sum, row) => sum + row.cpu.free, 0)
  const memory = rows.reduce((sum, row) => sum + row.memory.free, 0)
  const farms = new Set(rows.map((row) => row.farm)).size
  return (
    <section
      aria-label="Selection"
      className="absolute inset-x-2 bottom-12 z-20 mx-auto flex h-11 w-fit max-w-[calc(100%-16px)] animate-slide-up items-center gap-2 rounded-lg border bg-surface pr-2 pl-4 whitespace-nowrap shadow-float max-md:h-14"
    >
      <strong role="status" className="font-medium">
        {rows.length} selected
      </strong>
      <span className="text-caption text-fg-3 max-md:hidden">
        {short(cpu)} vCPU, {gib(memory)} free, {plural(farms, 'farm')}
      </span>
      <i aria-hidden className="mx-1 h-5 w-px bg-border" />
      {rows.length >= 2 && rows.length <= MOST_COMPARED && (
        <Button size="sm" onClick={onCompare}>
          <GitCompareArrows aria-hidden /> Compare
        </Button>
      )}
      {onAdd && (
        <Button variant="primary" size="sm" onClick={onAdd}>
          <Plus aria-hidden /> Add {rows.length}
          <span className="max-md:hidden">to network</span> <Kbd onAccent>A</Kbd>
        </Button>
      )}
      <IconButton label="Clear selection" onClick={onClear}>
        <X />
      </IconButton>
    </section>
  )
}
