'use client'

import dynamic from 'next/dynamic'
import { useCallback, useMemo, useRef, useState } from 'react'
import { cx } from '@/components/ui/cx'
import { Sheet } from '@/components/ui/sheet'
import { useMedia } from '@/components/ui/use-media'
import type { TargetNetwork } from './add-to-network'
import { FilterBar } from './filter-bar'
import { NodePanel } from './node-panel'
import { NodesFoot, NoMatch } from './nodes-foot'
import { nodeTitle, type NodeRow } from './node-row'
import { NodeTable } from './node-table'
import { SelectionBar } from './selection-bar'
import { useNodeFilter } from './use-node-filter'
import { useRowWindow } from './use-row-window'
import { useTableKeys } from './use-table-keys'

const AddToNetwork = dynamic(
  () => import('./add-to-network').then((module) => module.AddToNetwork),
  { ssr: false },
)

const ROW_PX = 36
const PHONE_ROW_PX = 60
const HEAD_PX = 32

interface NodesPageProps {
  rows: readonly NodeRow[]
  networks: readonly TargetNetwork[]
  canAdd: boolean
}

/** The node browser: filters, table, detail beside it, selection into a network. */
export function NodesPage({ rows, networks, canAdd }: NodesPageProps) {
  const { filter, found, openNode, setWords, change, open } = useNodeFilter(rows)
  const isPhone = useMedia('(max-width: 767px)')
  const isWide = useMedia('(min-width: 1024px)')
  const rowHeight = isPhone ? PHONE_ROW_PX : ROW_PX
  const { scroller, start, end, scrollToRow } = useRowWindow(
    found.length,
    rowHeight,
    isPhone ? 0 : HEAD_PX,
  )
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [adding, setAdding] = useState<readonly NodeRow[] | null>(null)
  const search = useRef<HTMLInputElement>(null)

  const byKey = useMemo(() => new Map(rows.map((row) => [row.key, row])), [rows])
  const selectedRows = useMemo(
    () => [...selected].flatMap((key) => byKey.get(key) ?? []),
    [selected, byKey],
  )
  const openRow = openNode === null ? undefined : rows.find((row) => row.nodeId === openNode)
  const farms = useMemo(() => namesOf(rows, (row) => row.farm), [rows])
  const countries = useMemo(() => namesOf(rows, (row) => row.country), [rows])

  const toggle = useCallback(
    (key: string) =>
      setSelected((old) => {
        const next = new Set(old)
        if (!next.delete(key)) next.add(key)
        return next
      }),
    [],
  )
  const handleOpen = useCallback((row: NodeRow) => open(row.nodeId), [open])
  const actions = useMemo(() => ({ toggle, open: handleOpen }), [toggle, handleOpen])
  const current = useTableKeys({
    keys: found,
    search,
    onMove: scrollToRow,
    onToggle: (row) => toggle(row.key),
    onOpen: (row) => open(row.nodeId),
    onAdd: () => canAdd && selectedRows.length > 0 && setAdding(selectedRows),
    onEscape: () => (openRow ? open(null) : setSelected(new Set())),
  })
  const selectAll = (checked: boolean) =>
    setSelected(checked ? new Set(found.map((row) => row.key)) : new Set())

  const panel = openRow && (
    <NodePanel
      row={openRow}
      canAdd={canAdd}
      onAdd={() => setAdding([openRow])}
      onClose={() => open(null)}
    />
  )
  return (
    <div
      className={cx(
        'grid h-full',
        openRow && isWide ? 'grid-cols-[minmax(0,1fr)_344px]' : 'grid-cols-[minmax(0,1fr)]',
      )}
    >
      <div className="relative flex min-h-0 flex-col">
        <h1 className="sr-only">Nodes</h1>
        <FilterBar
          filter={filter}
          farms={farms}
          countries={countries}
          search={search}
          onWords={setWords}
          onChange={change}
        />
        {found.length === 0 ? (
          <NoMatch words={filter.q} onClear={() => change(CLEARED)} />
        ) : (
          <NodeTable
            rows={found}
            start={start}
            end={end}
            rowHeight={rowHeight}
            scroller={scroller}
            selected={selected}
            current={current?.key ?? null}
            openNode={openNode}
            isNarrow={openRow !== undefined && isWide}
            filter={filter}
            actions={actions}
            onSort={(sort) =>
              change({ sort, descending: filter.sort === sort && !filter.descending })
            }
            onSelectAll={selectAll}
          />
        )}
        {canAdd && (
          <SelectionBar
            rows={selectedRows}
            onAdd={() => setAdding(selectedRows)}
            onClear={() => setSelected(new Set())}
          />
        )}
        <NodesFoot found={found.length} total={rows.length} />
      </div>
      {panel && isWide && (
        <aside aria-label={nodeTitle(openRow)} className="flex min-h-0 border-l">
          {panel}
        </aside>
      )}
      {panel && !isWide && (
        <Sheet open onOpenChange={() => open(null)} title={nodeTitle(openRow)} hideTitle>
          {panel}
        </Sheet>
      )}
      {adding && (
        <AddToNetwork rows={adding} networks={networks} onOpenChange={() => setAdding(null)} />
      )}
    </div>
  )
}

const CLEARED = {
  q: '',
  status: [],
  endpoint: [],
  farm: '',
  country: '',
  minCpu: 0,
  minMemory: 0,
  minSsd: 0,
  simulated: '',
} as const

function namesOf(rows: readonly NodeRow[], pick: (row: NodeRow) => string): string[] {
  return [...new Set(rows.map(pick))].filter(Boolean).sort((a, b) => a.localeCompare(b, 'en'))
}
