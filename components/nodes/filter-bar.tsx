'use client'

import { ListFilter, Search, X } from 'lucide-react'
import type { RefObject } from 'react'
import { gib } from '@/components/ui/format'
import { Kbd } from '@/components/ui/kbd'
import { FilterPopover } from './filter-popover'
import { ENDPOINT_WORD, STATUS_WORD } from './filter-words'
import type { NodeFilter } from './node-filter'

interface FilterBarProps {
  filter: NodeFilter
  farms: readonly string[]
  countries: readonly string[]
  search: RefObject<HTMLInputElement | null>
  onWords: (words: string) => void
  onChange: (patch: Partial<NodeFilter>) => void
}

export function FilterBar({ filter, farms, countries, search, onWords, onChange }: FilterBarProps) {
  return (
    <div className="flex min-h-13 shrink-0 flex-wrap items-center gap-2 border-b px-4 py-2">
      <label className="relative flex w-50 items-center max-md:w-full">
        <span className="sr-only">Search nodes by city, farm or id</span>
        <Search aria-hidden className="absolute left-2 size-4 text-fg-3" />
        <input
          ref={search}
          type="search"
          value={filter.q}
          placeholder="City, farm, node id"
          onChange={(event) => onWords(event.target.value)}
          className="h-8 w-full rounded-md border border-[color-mix(in_oklab,var(--line)_70%,var(--border))] bg-bg pr-8 pl-8 focus:border-accent focus:ring-1 focus:ring-accent focus:outline-none pointer-coarse:h-11 [&::-webkit-search-cancel-button]:hidden"
        />
        <Kbd className="pointer-events-none absolute right-2">/</Kbd>
      </label>
      {chipsOf(filter).map((chip) => (
        <Chip
          key={chip.name}
          name={chip.name}
          value={chip.value}
          onRemove={() => onChange(chip.clear)}
        />
      ))}
      <FilterPopover filter={filter} farms={farms} countries={countries} onChange={onChange}>
        <ListFilter aria-hidden /> Filter
      </FilterPopover>
    </div>
  )
}

function Chip({ name, value, onRemove }: { name: string; value: string; onRemove: () => void }) {
  return (
    <span className="inline-flex h-7 items-center gap-1.5 rounded-md border bg-surface pl-2 text-caption whitespace-nowrap text-fg-3">
      {name} <b className="max-w-40 truncate font-medium text-fg">{value}</b>
      <button
        type="button"
        aria-label={`Remove filter ${name}`}
        onClick={onRemove}
        className="touch-target grid size-7 place-items-center rounded-r-md hover:bg-hover hover:text-fg"
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  )
}

interface FilterChip {
  name: string
  value: string
  clear: Partial<NodeFilter>
}

function chipsOf(filter: NodeFilter): FilterChip[] {
  const all: (FilterChip | false)[] = [
    filter.status.length > 0 && {
      name: 'Status',
      value: filter.status.map((status) => STATUS_WORD[status]).join(', '),
      clear: { status: [] },
    },
    filter.endpoint.length > 0 && {
      name: 'Endpoint',
      value: filter.endpoint.map((endpoint) => ENDPOINT_WORD[endpoint]).join(', '),
      clear: { endpoint: [] },
    },
    filter.farm !== '' && { name: 'Farm', value: filter.farm, clear: { farm: '' } },
    filter.country !== '' && { name: 'Country', value: filter.country, clear: { country: '' } },
    filter.minCpu > 0 && { name: 'vCPU free', value: `≥ ${filter.minCpu}`, clear: { minCpu: 0 } },
    filter.minMemory > 0 && {
      name: 'Memory free',
      value: `≥ ${gib(filter.minMemory)}`,
      clear: { minMemory: 0 },
    },
    filter.minSsd > 0 && {
      name: 'SSD free',
      value: `≥ ${gib(filter.minSsd)}`,
      clear: { minSsd: 0 },
    },
    filter.simulated !== '' && {
      name: 'Simulated',
      value: filter.simulated === 'only' ? 'only' : 'left out',
      clear: { simulated: '' as const },
    },
  ]
  return all.filter((chip) => chip !== false)
}
