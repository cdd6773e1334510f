'use client'

import { memo } from 'react'
import { useRowWindow } from '@/components/nodes/use-row-window'
import { TypeIcon } from '@/components/reservations/type-icon'
import { Checkbox } from '@/components/ui/checkbox'
import { cx } from '@/components/ui/cx'
import { StatusDot } from '@/components/ui/status-dot'
import { SimulatedTag } from '@/components/ui/tag'
import { LocalTime } from '@/components/ui/time'
import { useMedia } from '@/components/ui/use-media'
import type { FoundView } from '@/lib/schemas/discovery'
import { FOUND_LOOK, whyNotAdopt } from './found-look'

const COLUMNS = [
  { label: 'Id', width: '84px' },
  { label: 'Type', width: '116px' },
  { label: 'Workload', width: '34%' },
  { label: 'Node', width: '22%' },
  { label: 'Identity', width: '14%' },
  { label: 'State', width: '132px' },
  { label: 'Ends', width: '148px' },
] as const
const ROW_PX = 44
const PHONE_ROW_PX = 64
const CELL = 'px-2 max-md:p-0'

interface FoundTableProps {
  rows: readonly FoundView[]
  selected: ReadonlySet<string>
  canAdopt: boolean
  onSelect: (ids: readonly string[], isOn: boolean) => void
}

/** Everything made elsewhere; what may be adopted can be chosen. */
export function FoundTable({ rows, selected, canAdopt, onSelect }: FoundTableProps) {
  const isPhone = useMedia('(max-width: 767px)')
  const rowHeight = isPhone ? PHONE_ROW_PX : ROW_PX
  const { scroller, start, end } = useRowWindow(rows.length, rowHeight, 32)
  const free = rows.filter((row) => whyNotAdopt(row) === null).map(({ id }) => id)
  const chosen = free.filter((id) => selected.has(id)).length
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
      <table
        aria-label="Reservations made elsewhere"
        aria-rowcount={rows.length + 1}
        className="w-full table-fixed md:min-w-[900px]"
      >
        <colgroup className="max-md:hidden">
          {canAdopt && <col style={{ width: '40px' }} />}
          {COLUMNS.map((column) => (
            <col key={column.label} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-10 bg-bg max-md:hidden">
          <tr aria-rowindex={1} className="h-8 shadow-[inset_0_-1px_0_var(--border)]">
            {canAdopt && (
              <th scope="col" className="pl-4 text-left">
                <Checkbox
                  aria-label="Choose all"
                  checked={chosen > 0 && chosen === free.length}
                  indeterminate={chosen > 0 && chosen < free.length}
                  disabled={free.length === 0}
                  onCheckedChange={(isOn) => onSelect(free, isOn)}
                />
              </th>
            )}
            {COLUMNS.map((column) => (
              <th
                key={column.label}
                scope="col"
                className="px-2 text-left text-caption font-medium text-fg-3"
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {start > 0 && <Spacer height={start * rowHeight} />}
          {rows.slice(start, end).map((row, offset) => (
            <Row
              key={row.id}
              row={row}
              index={start + offset}
              isOn={selected.has(row.id)}
              canAdopt={canAdopt}
              onSelect={onSelect}
            />
          ))}
          {end < rows.length && <Spacer height={(rows.length - end) * rowHeight} />}
        </tbody>
      </table>
    </div>
  )
}

function Spacer({ height }: { height: number }) {
  return (
    <tr aria-hidden style={{ height }}>
      <td colSpan={COLUMNS.length + 1} className="p-0" />
    </tr>
  )
}

interface RowProps {
  row: FoundView
  index: number
  isOn: boolean
  canAdopt: boolean
  onSelect: FoundTableProps['onSelect']
}

const Row = memo(function Row({ row, index, isOn, canAdopt, onSelect }: RowProps) {
  const reason = whyNotAdopt(row)
  return (
    <tr
      role="row"
      aria-rowindex={index + 2}
      data-found={row.gridReservationId}
      className="h-11 whitespace-nowrap shadow-[inset_0_-1px_0_color-mix(in_oklab,var(--border)_65%,transparent)] hover:bg-hover/50 max-md:grid max-md:h-16 max-md:grid-cols-[auto_minmax(0,1fr)_auto] max-md:content-center max-md:gap-x-3 max-md:gap-y-0.5 max-md:px-4"
    >
      {canAdopt && (
        <td
          role="cell"
          className={cx(CELL, 'md:pl-4 max-md:row-span-2 max-md:grid max-md:place-items-center')}
          title={reason ?? undefined}
        >
          <Checkbox
            aria-label={`Choose ${row.gridReservationId}, ${row.workloadName}`}
            checked={isOn}
            disabled={reason !== null}
            onCheckedChange={(next) => onSelect([row.id], next)}
          />
        </td>
      )}
      <td role="cell" className={cx(CELL, 'mono max-md:hidden', !canAdopt && 'md:pl-4')}>
        {row.gridReservationId}
      </td>
      <td role="cell" className={cx(CELL, 'max-md:hidden')}>
        <span className="flex items-center gap-2 text-fg-2">
          <TypeIcon type={row.type} />
          <span className="truncate">{row.type}</span>
        </span>
      </td>
      <td role="cell" className={cx(CELL, 'max-md:col-start-2 max-md:row-start-1')}>
        <Workload row={row} />
      </td>
      <td
        role="cell"
        className={cx(CELL, 'max-md:col-start-2 max-md:row-start-2 max-md:text-caption')}
      >
        <span className="flex min-w-0 items-center gap-2">
          <span className="min-w-0 truncate">{row.nodeLabel}</span>
          {row.simulated && <SimulatedTag />}
        </span>
      </td>
      <td role="cell" className={cx(CELL, 'truncate text-fg-2 max-md:hidden')}>
        {row.identityName}
      </td>
      <td
        role="cell"
        title={row.message || undefined}
        className={cx(CELL, 'max-md:col-start-3 max-md:row-start-1 max-md:justify-self-end')}
      >
        <StatusDot {...FOUND_LOOK[row.state]} />
      </td>
      <td
        role="cell"
        className={cx(
          CELL,
          'text-caption text-fg-3 md:pr-4 max-md:col-start-3 max-md:row-start-2 max-md:justify-self-end',
        )}
      >
        <LocalTime at={row.endsAt} />
      </td>
    </tr>
  )
})

/** Its name and what it asks for, on two short lines. */
function Workload({ row }: { row: FoundView }) {
  const facts = row.facts.map(({ label, value }) => `${label} ${value}`).join(', ')
  const said = row.state === 'failed' && row.message ? row.message : facts
  return (
    <span className="block min-w-0">
      <span className="block truncate text-label">{row.workloadName}</span>
      <span className="block truncate text-caption text-fg-3 max-md:hidden" title={said}>
        {said}
      </span>
    </span>
  )
}
