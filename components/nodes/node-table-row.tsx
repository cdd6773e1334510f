'use client'

import { Check, Copy } from 'lucide-react'
import { memo } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { cx } from '@/components/ui/cx'
import { EndpointBadge } from '@/components/ui/endpoint-badge'
import { gib, shortKey, short, span } from '@/components/ui/format'
import { Glyph } from '@/components/ui/glyph'
import { Meter } from '@/components/ui/meter'
import { useNow } from '@/components/ui/now'
import { FRESHNESS_LOOK } from '@/components/ui/status-table'
import { SimulatedTag, Tag } from '@/components/ui/tag'
import { countryCode } from '@/lib/network/country-code'
import type { Capacity, NodeRow } from '@/lib/nodes/node-row'
import { nodeTitle } from './node-title'

export interface RowActions {
  toggle: (key: string) => void
  open: (row: NodeRow) => void
  copy: (row: NodeRow) => void
}

interface NodeTableRowProps {
  row: NodeRow
  index: number
  isSelected: boolean
  isCurrent: boolean
  isOpen: boolean
  isNarrow: boolean
  isCopied: boolean
  actions: RowActions
}

const CELL = 'px-2 max-md:p-0'

/** One node. Typing redraws a screenful of these at once, so it holds no state and few components. */
export const NodeTableRow = memo(function NodeTableRow({
  row,
  index,
  isSelected,
  isCurrent,
  isOpen,
  isNarrow,
  isCopied,
  actions,
}: NodeTableRowProps) {
  return (
    // Roles again, because a table that is laid out as a grid on phones loses its own.
    <tr
      role="row"
      aria-rowindex={index + 2}
      data-current={isCurrent || undefined}
      data-node={row.nodeId}
      onClick={() => actions.open(row)}
      className={cx(
        'h-9 cursor-default whitespace-nowrap shadow-[inset_0_-1px_0_color-mix(in_oklab,var(--border)_65%,transparent)]',
        'max-md:grid max-md:h-[60px] max-md:grid-cols-[28px_minmax(0,1fr)_auto] max-md:content-center max-md:gap-x-2 max-md:gap-y-0.5 max-md:px-4',
        isSelected ? 'bg-accent/7' : isOpen || isCurrent ? 'bg-hover' : 'hover:bg-hover/50',
        isCurrent && 'outline-1 -outline-offset-1 outline-line/60',
      )}
    >
      <td role="cell" className="pl-4 max-md:row-span-2 max-md:self-center max-md:p-0">
        <span className="flex" onClick={(event) => event.stopPropagation()}>
          <Checkbox
            aria-label={`Select ${nodeTitle(row)} ${shortKey(row.nodeId)}`}
            checked={isSelected}
            onCheckedChange={() => actions.toggle(row.key)}
          />
        </span>
      </td>
      <td role="cell" className={cx(CELL, 'overflow-hidden')}>
        <span className="flex min-w-0 items-center gap-2">
          <button
            type="button"
            className="max-w-full shrink-0 truncate rounded-sm text-left text-label hover:underline hover:decoration-line hover:underline-offset-2 focus-visible:-outline-offset-2"
            aria-expanded={isOpen}
            onClick={(event) => {
              event.stopPropagation()
              actions.open(row)
            }}
          >
            {nodeTitle(row)}
          </button>
          <Country country={row.country} />
          {row.engine === 'simulated' && <SimulatedTag />}
        </span>
      </td>
      {!isNarrow && <IdCell row={row} isCopied={isCopied} onCopy={actions.copy} />}
      <td
        role="cell"
        className={cx(
          CELL,
          'truncate text-fg-2 max-md:col-start-2 max-md:row-start-2 max-md:text-caption max-md:text-fg-3',
        )}
      >
        {row.farm}
        <span className="md:hidden">
          {' '}
          · {short(row.cpu.free)} vCPU, {gib(row.memory.free)} free
        </span>
      </td>
      <td
        role="cell"
        className={cx(CELL, 'max-md:col-start-3 max-md:row-start-1 max-md:justify-self-end')}
      >
        <EndpointBadge endpointClass={row.endpoint} />
      </td>
      <CapacityCell capacity={row.cpu} label="vCPU used" />
      <CapacityCell capacity={row.memory} label="GiB memory used" />
      <CapacityCell capacity={row.ssd} label="GiB SSD used" withUnit />
      <td
        role="cell"
        className={cx(
          CELL,
          'text-right md:pr-4 max-md:col-start-3 max-md:row-start-2 max-md:text-caption',
        )}
      >
        <Seen row={row} />
      </td>
    </tr>
  )
})

function IdCell({
  row,
  isCopied,
  onCopy,
}: {
  row: NodeRow
  isCopied: boolean
  onCopy: (row: NodeRow) => void
}) {
  return (
    <td role="cell" className={cx(CELL, 'max-md:hidden')}>
      <span className="mono inline-flex items-center gap-0.5 text-fg-2">
        <span title={row.nodeId}>{shortKey(row.nodeId)}</span>
        <button
          type="button"
          aria-label={`Copy node id ${shortKey(row.nodeId)}`}
          onClick={(event) => {
            event.stopPropagation()
            onCopy(row)
          }}
          className="touch-target inline-grid size-6 shrink-0 place-items-center rounded-sm text-fg-3 hover:bg-hover hover:text-fg [&_svg]:size-3.5"
        >
          {isCopied ? <Check aria-hidden className="text-ok" /> : <Copy aria-hidden />}
        </button>
      </span>
    </td>
  )
}

function Country({ country }: { country: string }) {
  const code = countryCode(country)
  if (!country) return null
  return (
    <Tag variant="outline" title={country}>
      {code ?? country}
    </Tag>
  )
}

function CapacityCell({
  capacity,
  label,
  withUnit,
}: {
  capacity: Capacity
  label: string
  withUnit?: boolean
}) {
  return (
    <td role="cell" className={cx(CELL, 'max-md:hidden')}>
      <span className="flex items-center justify-end gap-2">
        <span className="tabular-nums">{withUnit ? gib(capacity.free) : short(capacity.free)}</span>
        <Meter value={capacity.used} max={capacity.total} label={label} className="w-9 shrink-0" />
      </span>
    </td>
  )
}

function Seen({ row }: { row: NodeRow }) {
  const ago = useNow() - row.reportedAt
  const look = FRESHNESS_LOOK[row.freshness]
  return (
    <span
      className="inline-flex items-center gap-2 text-fg-2 tabular-nums"
      title={`${look.word}, reported ${new Date(row.reportedAt).toISOString()}`}
    >
      {span(ago)}
      <Glyph tone={look.tone} />
      <span className="sr-only">{look.word}</span>
    </span>
  )
}
