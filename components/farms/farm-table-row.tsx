import Link from 'next/link'
import { shareWords } from '@/components/nodes/reliability-text'
import { cx } from '@/components/ui/cx'
import { count, gib, short } from '@/components/ui/format'
import { Meter } from '@/components/ui/meter'
import { StatusCounts } from './status-counts'
import { farmHref, type FarmRow } from './farm-row'

const CELL = 'px-2 max-md:p-0'

/** One farm: a line of the table, two lines on a phone. */
export function FarmTableRow({ row, index }: { row: FarmRow; index: number }) {
  return (
    <tr
      role="row"
      aria-rowindex={index + 2}
      className={cx(
        'relative h-9 whitespace-nowrap shadow-[inset_0_-1px_0_color-mix(in_oklab,var(--border)_65%,transparent)] hover:bg-hover/50',
        'max-md:grid max-md:h-[60px] max-md:grid-cols-[minmax(0,1fr)_auto] max-md:content-center max-md:gap-x-2 max-md:gap-y-0.5 max-md:px-4',
      )}
    >
      <td role="cell" className={cx(CELL, 'truncate pl-4 max-md:p-0')}>
        <Link
          href={farmHref(row)}
          className="rounded-sm text-label after:absolute after:inset-0 hover:underline hover:decoration-line hover:underline-offset-2"
        >
          {row.name}
        </Link>
        <span className="ml-2 text-caption text-fg-3">{row.gridName}</span>
      </td>
      <td
        role="cell"
        className={cx(
          CELL,
          'truncate text-fg-2 max-md:row-start-2 max-md:text-caption max-md:text-fg-3',
        )}
      >
        {row.where || 'No node yet'}
      </td>
      <td role="cell" className={cx(CELL, 'max-md:col-start-2 max-md:row-start-1')}>
        <StatusCounts counts={row.counts} />
      </td>
      <Amount amounts={row.cpu} text={short(row.cpu.free)} label="vCPU used" />
      <Amount amounts={row.memory} text={short(row.memory.free)} label="GiB memory used" />
      <Amount amounts={row.ssd} text={gib(row.ssd.free)} label="GiB SSD used" />
      <td role="cell" className={cx(CELL, 'text-right tabular-nums max-md:hidden')}>
        {row.reliability.up === null ? (
          <span className="text-fg-3" title="Not watched yet">
            –
          </span>
        ) : (
          shareWords(row.reliability.up)
        )}
      </td>
      <td
        role="cell"
        className={cx(
          CELL,
          'pr-4 text-right tabular-nums max-md:col-start-2 max-md:row-start-2 max-md:p-0 max-md:text-caption',
        )}
      >
        <span className={row.ours === 0 ? 'text-fg-3' : undefined}>{count(row.ours)}</span>
        <span className="text-fg-3 md:hidden"> ours</span>
      </td>
    </tr>
  )
}

function Amount({
  amounts,
  text,
  label,
}: {
  amounts: FarmRow['cpu']
  text: string
  label: string
}) {
  return (
    <td role="cell" className={cx(CELL, 'max-md:hidden')}>
      <span className="flex items-center justify-end gap-2">
        <span className="tabular-nums">{text}</span>
        <Meter value={amounts.used} max={amounts.total} label={label} className="w-9 shrink-0" />
      </span>
    </td>
  )
}
