'use client'

import { Search } from 'lucide-react'
import { useDeferredValue, useMemo, useState, type RefObject } from 'react'
import { Input } from '@/components/ui/input'
import { Kbd } from '@/components/ui/kbd'
import type { PaletteNode } from '../model/palette-node'
import type { DesignerActions } from '../use-actions'
import { useDesigner } from '../store/context'
import { AddDeviceButtons, type DeviceKind } from './add-device-buttons'
import { groupByFarm, type FarmGroup } from './filter-nodes'
import { PaletteRow } from './palette-row'

const ROWS_SHOWN = 200

interface PaletteProps {
  nodes: readonly PaletteNode[]
  actions: DesignerActions
  onAddDevice: (kind: DeviceKind) => void
  searchRef: RefObject<HTMLInputElement | null>
}

/** Nodes of the grid by farm, to be put on the canvas by click, Enter or dragging. */
export function Palette({ nodes, actions, onAddDevice, searchRef }: PaletteProps) {
  const [query, setQuery] = useState('')
  const wanted = useDeferredValue(query)
  const groups = useMemo(() => cap(groupByFarm(nodes, wanted)), [nodes, wanted])
  const resources = useDesigner((state) => state.design.resources)
  const added = useMemo(() => new Set(resources.map(({ nodeId }) => nodeId)), [resources])
  const addFirst = () => {
    // What is typed now, not the list that may still be on its way to the screen.
    const found = groupByFarm(nodes, query).flatMap((farm) => farm.nodes)
    const first = found.find((n) => !added.has(n.nodeId))
    if (first) actions.addNode(first.nodeId)
  }
  return (
    <aside
      aria-label="Palette"
      className="flex min-h-0 w-[264px] shrink-0 flex-col border-r bg-surface"
    >
      <div className="relative p-3">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-5 size-4 -translate-y-1/2 text-fg-3"
        />
        <Input
          ref={searchRef}
          type="search"
          aria-label="Find a node: city, farm or node id"
          placeholder="City, farm or node id"
          className="pr-8 pl-8"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') addFirst()
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
        <Kbd className="pointer-events-none absolute top-1/2 right-5 -translate-y-1/2">A</Kbd>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto border-t pb-3" tabIndex={-1}>
        {groups.farms.map((farm) => (
          <Farm key={farm.farmId} farm={farm} added={added} actions={actions} />
        ))}
        <PaletteNote nodes={nodes.length} found={groups.farms.length} more={groups.more} />
      </div>
      <AddDeviceButtons onAdd={onAddDevice} />
    </aside>
  )
}

function Farm({
  farm,
  added,
  actions,
}: {
  farm: FarmGroup
  added: ReadonlySet<string>
  actions: DesignerActions
}) {
  const up = farm.nodes.filter((node) => node.freshness === 'up').length
  return (
    <section aria-label={farm.name}>
      <h2 className="flex justify-between px-3 pt-3 pb-1 text-micro text-fg-3">
        <span className="truncate">{farm.name}</span>
        <span className="font-normal tabular-nums">
          {up} of {farm.total} up
        </span>
      </h2>
      <ul>
        {farm.nodes.map((node) => (
          <PaletteRow
            key={node.nodeId}
            node={node}
            isAdded={added.has(node.nodeId)}
            onAdd={() => actions.addNode(node.nodeId)}
          />
        ))}
      </ul>
    </section>
  )
}

function PaletteNote({ nodes, found, more }: { nodes: number; found: number; more: number }) {
  const text =
    nodes === 0
      ? 'The grid has no nodes yet.'
      : found === 0
        ? 'No node matches. Try a city or a farm.'
        : more > 0
          ? `${more} more. Type to narrow them down.`
          : null
  return text && <p className="px-3 py-2 text-caption text-fg-3">{text}</p>
}

/** At most so many rows in the DOM; the search finds the others. */
function cap(farms: readonly FarmGroup[]): { farms: FarmGroup[]; more: number } {
  let left = ROWS_SHOWN
  const shown: FarmGroup[] = []
  for (const farm of farms) {
    if (left <= 0) break
    shown.push({ ...farm, nodes: farm.nodes.slice(0, left) })
    left -= farm.nodes.length
  }
  return { farms: shown, more: Math.max(0, -left) + countRest(farms, shown.length) }
}

function countRest(farms: readonly FarmGroup[], shown: number) {
  return farms.slice(shown).reduce((sum, farm) => sum + farm.nodes.length, 0)
}
