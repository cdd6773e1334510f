'use client'

import { Check, Pencil, Trash2 } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { chipsOf } from '@/lib/nodes/node-filter'
import { parseBrowserQuery } from '@/lib/nodes/browser-query'
import type { SavedSearchView } from '@/lib/schemas/nodes'

interface SavedSearchRowProps {
  search: SavedSearchView
  onApply: () => void
  /** answers whether it worked */
  onRename: (name: string) => Promise<boolean>
  onDelete: () => Promise<boolean>
}

export function SavedSearchRow({ search, onApply, onRename, onDelete }: SavedSearchRowProps) {
  const [name, setName] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const wanted = name?.trim() ?? ''
    if (wanted === '' || wanted === search.name || (await onRename(wanted))) setName(null)
  }
  if (name !== null) {
    return (
      <li>
        <form className="flex items-center gap-1 p-1" onSubmit={(event) => void submit(event)}>
          <Input
            aria-label={`New name of ${search.name}`}
            value={name}
            maxLength={60}
            autoFocus
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              event.stopPropagation()
              setName(null)
            }}
          />
          <IconButton label="Keep the name" type="submit" tooltip={false}>
            <Check />
          </IconButton>
        </form>
      </li>
    )
  }
  return (
    <li className="flex items-center rounded-md hover:bg-hover">
      <button
        type="button"
        onClick={onApply}
        className="min-w-0 flex-1 rounded-md px-3 py-1.5 text-left pointer-coarse:py-2.5"
      >
        <span className="block truncate text-label">{search.name}</span>
        <span className="block truncate text-caption text-fg-3">{wordsOf(search.query)}</span>
      </button>
      <IconButton
        label={`Rename ${search.name}`}
        tooltip={false}
        onClick={() => setName(search.name)}
      >
        <Pencil />
      </IconButton>
      <IconButton label={`Delete ${search.name}`} tooltip={false} onClick={() => void onDelete()}>
        <Trash2 />
      </IconButton>
    </li>
  )
}

function wordsOf(query: string): string {
  const { filter } = parseBrowserQuery(new URLSearchParams(query)).state
  const parts = chipsOf(filter).map(({ label, words }) => `${label} ${words}`)
  return [...(filter.q ? [`“${filter.q}”`] : []), ...parts].join(' · ') || 'All nodes'
}
