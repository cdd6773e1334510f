'use client'

import { Button } from '@/components/ui/button'
import { usePopoverClose } from '@/components/ui/popover'
import { FILTER_KEYS, filterRule, type FilterKey } from '@/lib/nodes/filters'
import type { NodeFilter } from '@/lib/nodes/node-filter'
import type { NodeRow } from '@/lib/nodes/node-row'
import { FilterControl } from './filter-control'
import { NO_FILTER, type BrowserPatch } from './use-node-browser'

const GROUPS = ['Node', 'Capacity', 'Reach', 'Place', 'Trust', 'Ours'] as const

export interface FilterFormProps {
  filter: NodeFilter
  rows: readonly NodeRow[]
  networks: readonly { id: string; name: string }[]
  onChange: (patch: BrowserPatch) => void
}

/** Every filter, group by group; what is changed holds at once. */
export function FilterForm({ filter, rows, networks, onChange }: FilterFormProps) {
  const isSet = FILTER_KEYS.some((key) => key !== 'q' && filter[key] !== undefined)
  return (
    <>
      <div className="max-h-[min(640px,calc(100dvh-200px))] divide-y overflow-y-auto">
        {GROUPS.map((group) => (
          <section key={group} aria-label={group} className="grid grid-cols-2 gap-3 p-4">
            <h2 className="col-span-full text-caption font-medium text-fg-3">{group}</h2>
            {keysOf(group).map((key) => (
              <FilterControl
                key={key}
                filterKey={key}
                text={filter[key] ?? ''}
                rows={rows}
                networks={networks}
                onChange={(text) => onChange({ filter: { [key]: text } })}
              />
            ))}
          </section>
        ))}
      </div>
      <div className="flex justify-end gap-2 border-t px-4 py-3">
        <Button
          variant="ghost"
          size="sm"
          disabled={!isSet}
          onClick={() => onChange({ filter: { ...NO_FILTER, q: filter.q ?? null } })}
        >
          Clear filters
        </Button>
        <DoneButton />
      </div>
    </>
  )
}

function keysOf(group: string): FilterKey[] {
  return FILTER_KEYS.filter((key) => key !== 'q' && filterRule(key).group === group)
}

function DoneButton() {
  const close = usePopoverClose()
  return (
    <Button size="sm" onClick={close}>
      Done
    </Button>
  )
}
