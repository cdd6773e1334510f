'use client'

import { ListFilter, Map as MapIcon, Search, Table2, X } from 'lucide-react'
import type { RefObject } from 'react'
import { Kbd } from '@/components/ui/kbd'
import { Segmented } from '@/components/ui/segmented'
import type { BrowserState } from '@/lib/nodes/browser-query'
import { chipsOf } from '@/lib/nodes/node-filter'
import type { NodeRow } from '@/lib/nodes/node-row'
import { FilterPopover } from './filter-popover'
import { SavedSearches } from './saved-searches'
import type { BrowserPatch } from './use-node-browser'

interface FilterBarProps {
  state: BrowserState
  q: string
  rows: readonly NodeRow[]
  networks: readonly { id: string; name: string }[]
  search: RefObject<HTMLInputElement | null>
  onWords: (words: string) => void
  onChange: (patch: BrowserPatch) => void
}

export function FilterBar({ state, q, rows, networks, search, onWords, onChange }: FilterBarProps) {
  return (
    <div className="flex min-h-13 shrink-0 flex-wrap items-center gap-2 border-b px-4 py-2">
      <label className="relative flex w-50 items-center max-md:w-full">
        <span className="sr-only">Search nodes by city, farm or id</span>
        <Search aria-hidden className="absolute left-2 size-4 text-fg-3" />
        <input
          ref={search}
          type="search"
          value={q}
          placeholder="City, farm, node id"
          onChange={(event) => onWords(event.target.value)}
          className="h-8 w-full rounded-md border border-[color-mix(in_oklab,var(--line)_70%,var(--border))] bg-bg pr-8 pl-8 focus:border-accent focus:ring-1 focus:ring-accent focus:outline-none pointer-coarse:h-11 [&::-webkit-search-cancel-button]:hidden"
        />
        <Kbd className="pointer-events-none absolute right-2">/</Kbd>
      </label>
      {chipsOf(state.filter).map(({ key, label, words }) => (
        <Chip
          key={key}
          name={label}
          value={words}
          onRemove={() => onChange({ filter: { [key]: null } })}
        />
      ))}
      <FilterPopover filter={state.filter} rows={rows} networks={networks} onChange={onChange}>
        <ListFilter aria-hidden /> Filter
      </FilterPopover>
      <SavedSearches state={state} onChange={onChange} />
      <Segmented
        label="View"
        className="ml-auto"
        value={state.view}
        onValueChange={(view) => onChange({ view })}
        options={[
          {
            value: 'table',
            label: (
              <>
                <Table2 aria-hidden /> Table
              </>
            ),
          },
          {
            value: 'map',
            label: (
              <>
                <MapIcon aria-hidden /> Map
              </>
            ),
          },
        ]}
      />
    </div>
  )
}

function Chip({ name, value, onRemove }: { name: string; value: string; onRemove: () => void }) {
  return (
    <span className="inline-flex h-7 max-w-full min-w-0 items-center gap-1.5 rounded-md border bg-surface pl-2 text-caption whitespace-nowrap text-fg-3 pointer-coarse:h-9">
      {name} <b className="max-w-48 min-w-0 truncate font-medium text-fg">{value}</b>
      <button
        type="button"
        aria-label={`Remove filter ${name}`}
        onClick={onRemove}
        className="touch-target grid size-7 shrink-0 place-items-center rounded-r-md hover:bg-hover hover:text-fg"
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  )
}
