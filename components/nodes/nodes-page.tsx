'use client'

import dynamic from 'next/dynamic'
import { useMemo, useRef, useState, type ReactNode } from 'react'
import { cx } from '@/components/ui/cx'
import { useMedia } from '@/components/ui/use-media'
import { writeBrowserQuery } from '@/lib/nodes/browser-query'
import { unpackRows, type NodeColumns } from '@/lib/nodes/node-columns'
import type { NodeRow } from '@/lib/nodes/node-row'
import type { TargetNetwork } from './add-to-network'
import { FilterBar } from './filter-bar'
import { FilterProblems } from './filter-problems'
import { NodesFoot, NoMatch } from './nodes-foot'
import { NodeTable } from './node-table'
import { nodeTitle } from './node-title'
import { SelectionBar } from './selection-bar'
import { useCopyId } from './use-copy-id'
import { NO_FILTER, useNodeBrowser } from './use-node-browser'
import { useRowWindow } from './use-row-window'
import { useSelection } from './use-selection'
import { useTableKeys } from './use-table-keys'

// What the address may ask for is drawn on the server too, but loaded only when it is shown.
const MapView = dynamic(() => import('./map-view').then((module) => module.MapView))
const NodePanel = dynamic(() => import('./node-panel').then((module) => module.NodePanel))
const Sheet = dynamic(() => import('@/components/ui/sheet').then((module) => module.Sheet))
const AddToNetwork = dynamic(
  () => import('./add-to-network').then((module) => module.AddToNetwork),
  { ssr: false },
)
const CompareDialog = dynamic(
  () => import('./compare-dialog').then((module) => module.CompareDialog),
  { ssr: false },
)

const ROW_PX = 36
const PHONE_ROW_PX = 60
const HEAD_PX = 32

interface NodesPageProps {
  columns: NodeColumns
  networks: readonly TargetNetwork[]
  /** drawn on the server */
  land: ReactNode
  canAdd: boolean
}

/** The node browser: filters, map, table, detail beside it, selection into a network. */
export function NodesPage({ columns, networks, land, canAdd }: NodesPageProps) {
  const rows = useMemo(() => unpackRows(columns), [columns])
  const { state, problems, q, found, setWords, change } = useNodeBrowser(rows, networks)
  const isPhone = useMedia('(max-width: 767px)')
  const isWide = useMedia('(min-width: 1024px)')
  const rowHeight = isPhone ? PHONE_ROW_PX : ROW_PX
  const headHeight = isPhone ? 0 : HEAD_PX
  const { scroller, start, end, scrollToRow } = useRowWindow(found.length, rowHeight, headHeight)
  const { selected, selectedRows, toggle, select } = useSelection(rows)
  const [adding, setAdding] = useState<readonly NodeRow[] | null>(null)
  const { copied, copyId, note } = useCopyId()
  const search = useRef<HTMLInputElement>(null)

  const openRow = state.node === null ? undefined : rows.find((row) => row.nodeId === state.node)
  const compared = useMemo(
    () => state.compare.flatMap((id) => rows.find((row) => row.nodeId === id) ?? []),
    [rows, state.compare],
  )
  const actions = useMemo(
    () => ({ toggle, open: (row: NodeRow) => change({ node: row.nodeId }), copy: copyId }),
    [toggle, change, copyId],
  )
  const close = () => change({ node: null })
  const current = useTableKeys({
    keys: found,
    search,
    onMove: scrollToRow,
    onToggle: (row) => toggle(row.key),
    onOpen: actions.open,
    onAdd: () => canAdd && selectedRows.length > 0 && setAdding(selectedRows),
    onEscape: () => (openRow ? close() : select([])),
  })

  const panel = openRow && (
    <NodePanel
      key={openRow.key}
      row={openRow}
      canAdd={canAdd}
      onAdd={() => setAdding([openRow])}
      onClose={close}
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
          state={state}
          q={q}
          rows={rows}
          networks={networks}
          search={search}
          onWords={setWords}
          onChange={change}
        />
        <FilterProblems problems={problems} onDismiss={() => change({})} />
        {state.view === 'map' && (
          <MapView rows={found} state={state} land={land} onChange={change} />
        )}
        {found.length === 0 ? (
          <NoMatch words={q} onClear={() => change({ filter: NO_FILTER })} />
        ) : (
          <NodeTable
            rows={found}
            start={start}
            end={end}
            rowHeight={rowHeight}
            scroller={scroller}
            selected={selected}
            current={current?.key ?? null}
            openNode={state.node}
            isNarrow={openRow !== undefined && isWide}
            copied={copied}
            sort={state.sort}
            actions={actions}
            onSort={(key) =>
              change({
                sort: { key, descending: state.sort.key === key && !state.sort.descending },
              })
            }
            onSelectAll={(checked) => select(checked ? found.map((row) => row.key) : [])}
          />
        )}
        <SelectionBar
          rows={selectedRows}
          onAdd={canAdd ? () => setAdding(selectedRows) : undefined}
          onCompare={() => change({ compare: selectedRows.map((row) => row.nodeId) })}
          onClear={() => select([])}
        />
        <NodesFoot found={found.length} total={rows.length} query={csvQuery(state)} />
        {note}
      </div>
      {panel && isWide && (
        <aside aria-label={nodeTitle(openRow)} className="flex min-h-0 min-w-0 border-l">
          {panel}
        </aside>
      )}
      {panel && !isWide && (
        <Sheet open onOpenChange={close} title={nodeTitle(openRow)} hideTitle>
          {panel}
        </Sheet>
      )}
      {state.compare.length > 0 && !adding && (
        <CompareDialog
          rows={compared}
          missing={state.compare.filter((id) => !compared.some((row) => row.nodeId === id))}
          onRemove={(id) => change({ compare: state.compare.filter((other) => other !== id) })}
          onAdd={canAdd ? () => setAdding(compared) : undefined}
          onClose={() => change({ compare: [] })}
        />
      )}
      {adding && (
        <AddToNetwork rows={adding} networks={networks} onOpenChange={() => setAdding(null)} />
      )}
    </div>
  )
}

function csvQuery(state: Parameters<typeof writeBrowserQuery>[0]): string {
  return writeBrowserQuery({ ...state, view: 'table', node: null, compare: [] }).toString()
}
