'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import type { RefObject } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { cx } from '@/components/ui/cx'
import type { NodeRow } from '@/lib/nodes/node-row'
import type { NodeSort, SortKey } from '@/lib/nodes/sort-rows'
import { NodeTableRow, type RowActions } from './node-table-row'

interface Column {
  key: SortKey | 'id'
  label: string
  width: string
  right?: boolean
}

const COLUMNS: readonly Column[] = [
  { key: 'city', label: 'Node', width: '56%' },
  { key: 'id', label: 'Id', width: '124px' },
  { key: 'farm', label: 'Farm', width: '44%' },
  { key: 'endpoint', label: 'Endpoint', width: '84px' },
  { key: 'cpu', label: 'vCPU free', width: '96px', right: true },
  { key: 'memory', label: 'GiB free', width: '96px', right: true },
  { key: 'ssd', label: 'SSD free', width: '116px', right: true },
  { key: 'seen', label: 'Seen', width: '84px', right: true },
]
/** The panel shows the id, so the table lends it the room. */
const NARROW_COLUMNS = COLUMNS.filter((column) => column.key !== 'id')

interface NodeTableProps {
  rows: readonly NodeRow[]
  start: number
  end: number
  rowHeight: number
  scroller: RefObject<HTMLDivElement | null>
  selected: ReadonlySet<string>
  current: string | null
  openNode: string | null
  /** the detail panel is open beside it */
  isNarrow: boolean
  /** key of the row whose id was just copied */
  copied: string | null
  sort: NodeSort
  actions: RowActions
  onSort: (sort: SortKey) => void
  onSelectAll: (checked: boolean) => void
}

/** Only the rows in view exist; the table says how many there are. */
export function NodeTable(props: NodeTableProps) {
  const { rows, start, end, rowHeight, scroller, selected } = props
  const columns = props.isNarrow ? NARROW_COLUMNS : COLUMNS
  const chosen = selected.size > 0 && rows.every((row) => selected.has(row.key))
  const isSome = selected.size > 0 && !chosen && rows.some((row) => selected.has(row.key))
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto" data-testid="node-scroller">
      <table
        aria-label="Nodes"
        aria-rowcount={rows.length + 1}
        className="w-full table-fixed md:min-w-[760px]"
      >
        <colgroup className="max-md:hidden">
          <col style={{ width: 44 }} />
          {columns.map((column) => (
            <col key={column.key} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-10 bg-bg max-md:hidden">
          <tr aria-rowindex={1} className="h-8 shadow-[inset_0_-1px_0_var(--border)]">
            <th scope="col" className="pl-4">
              <Checkbox
                aria-label="Select all nodes shown"
                checked={chosen}
                indeterminate={isSome}
                onCheckedChange={props.onSelectAll}
              />
            </th>
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={start * rowHeight} />
          {rows.slice(start, end).map((row, offset) => (
            <NodeTableRow
              key={row.key}
              row={row}
              index={start + offset}
              isSelected={selected.has(row.key)}
              isCurrent={props.current === row.key}
              isOpen={props.openNode === row.nodeId}
              isNarrow={props.isNarrow}
              isCopied={props.copied === row.key}
              actions={props.actions}
            />
          ))}
          <Spacer height={(rows.length - end) * rowHeight} />
        </tbody>
      </table>
    </div>
  )
}

function Spacer({ height }: { height: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden style={{ height }}>
      <td colSpan={COLUMNS.length + 1} className="p-0" />
    </tr>
  )
}

function HeadCell({
  column,
  sort,
  onSort,
}: {
  column: Column
  sort: NodeSort
  onSort: (sort: SortKey) => void
}) {
  const { key } = column
  const styles = cx(
    'px-2 text-caption font-medium text-fg-3 last:pr-4',
    column.right && 'text-right',
  )
  if (key === 'id') {
    return (
      <th scope="col" className={styles}>
        {column.label}
      </th>
    )
  }
  const isSorted = sort.key === key
  const Arrow = sort.descending ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      className={styles}
      aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        onClick={() => onSort(key)}
        className={cx(
          '-mx-1 inline-flex h-6 items-center gap-1 rounded-sm px-1 hover:text-fg',
          isSorted && 'text-fg',
        )}
      >
        {column.label}
        {isSorted && <Arrow aria-hidden className="size-3" />}
      </button>
    </th>
  )
}
