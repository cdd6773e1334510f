'use client'

import Link from 'next/link'
import { memo } from 'react'
import { useRowWindow } from '@/components/nodes/use-row-window'
import { cx } from '@/components/ui/cx'
import { ReservationStatus } from '@/components/ui/status-dot'
import { SimulatedTag } from '@/components/ui/tag'
import { LocalTime, TimeLeft } from '@/components/ui/time'
import { useMedia } from '@/components/ui/use-media'
import { isLiveState } from '@/lib/protocol/states'
import type { ReservationRow } from './reservation-row'
import { TypeIcon } from './type-icon'

const COLUMNS = [
  { label: 'Id', width: '92px' },
  { label: 'Type', width: '124px' },
  { label: 'Workload', width: '30%' },
  { label: 'Node', width: '26%' },
  { label: 'State', width: '124px' },
  { label: 'Left', width: '104px', right: true },
  { label: 'Ends', width: '148px' },
] as const
const ROW_PX = 36
const PHONE_ROW_PX = 60
const CELL = 'px-2 max-md:p-0'

export function ReservationTable({ rows }: { rows: readonly ReservationRow[] }) {
  const isPhone = useMedia('(max-width: 767px)')
  const rowHeight = isPhone ? PHONE_ROW_PX : ROW_PX
  const { scroller, start, end } = useRowWindow(rows.length, rowHeight, 32)
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
      <table
        aria-label="Reservations"
        aria-rowcount={rows.length + 1}
        className="w-full table-fixed md:min-w-[860px]"
      >
        <colgroup className="max-md:hidden">
          {COLUMNS.map((column) => (
            <col key={column.label} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-10 bg-bg max-md:hidden">
          <tr aria-rowindex={1} className="h-8 shadow-[inset_0_-1px_0_var(--border)]">
            {COLUMNS.map((column) => (
              <th
                key={column.label}
                scope="col"
                className={cx(
                  'px-2 text-caption font-medium text-fg-3 first:pl-4 last:pr-4',
                  'right' in column && 'text-right',
                )}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {start > 0 && <Spacer height={start * rowHeight} />}
          {rows.slice(start, end).map((row, offset) => (
            <Row key={row.id} row={row} index={start + offset} />
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
      <td colSpan={COLUMNS.length} className="p-0" />
    </tr>
  )
}

const Row = memo(function Row({ row, index }: { row: ReservationRow; index: number }) {
  const isLive = isLiveState(row.state)
  return (
    <tr
      role="row"
      aria-rowindex={index + 2}
      data-reservation={row.gridReservationId ?? row.id}
      className="relative h-9 whitespace-nowrap shadow-[inset_0_-1px_0_color-mix(in_oklab,var(--border)_65%,transparent)] hover:bg-hover/50 max-md:grid max-md:h-[60px] max-md:grid-cols-[minmax(0,1fr)_auto] max-md:content-center max-md:gap-x-3 max-md:gap-y-0.5 max-md:px-4"
    >
      <td role="cell" className={cx(CELL, 'md:pl-4 max-md:hidden')}>
        <Link
          href={`/reservations/${row.id}`}
          className="mono rounded-sm after:absolute after:inset-0 hover:underline"
        >
          {row.gridReservationId ?? 'not sent'}
        </Link>
      </td>
      <td role="cell" className={cx(CELL, 'max-md:hidden')}>
        <span className="flex items-center gap-2 text-fg-2">
          <TypeIcon type={row.type} />
          {row.type}
        </span>
      </td>
      <td role="cell" className={cx(CELL, 'truncate text-label')}>
        <Link
          href={`/reservations/${row.id}`}
          className="md:hidden after:absolute after:inset-0"
          tabIndex={-1}
        >
          {row.workloadName}
        </Link>
        <span className="max-md:hidden">{row.workloadName}</span>
      </td>
      <td
        role="cell"
        className={cx(CELL, 'max-md:col-start-1 max-md:row-start-2 max-md:text-caption')}
      >
        <span className="flex min-w-0 items-center gap-2">
          <span className="min-w-0 truncate">{row.nodeLabel}</span>
          {row.simulated && <SimulatedTag />}
        </span>
      </td>
      <td
        role="cell"
        className={cx(CELL, 'max-md:col-start-2 max-md:row-start-1 max-md:justify-self-end')}
      >
        <ReservationStatus state={row.state} />
      </td>
      <td
        role="cell"
        className={cx(CELL, 'text-right max-md:col-start-2 max-md:row-start-2 max-md:text-caption')}
      >
        {isLive ? <TimeLeft at={row.endsAt} /> : <span className="text-fg-3">–</span>}
      </td>
      <td role="cell" className={cx(CELL, 'text-caption text-fg-3 md:pr-4 max-md:hidden')}>
        {row.supersededBy ? 'replaced' : <LocalTime at={row.endsAt} />}
      </td>
    </tr>
  )
})
