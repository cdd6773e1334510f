'use client'

import { Search } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useRowWindow } from '@/components/nodes/use-row-window'
import { count } from '@/components/ui/format'
import { useMedia } from '@/components/ui/use-media'
import { FarmTableRow } from './farm-table-row'
import { findFarms, type FarmRow } from './farm-row'

const ROW_PX = 36
const PHONE_ROW_PX = 60
const HEAD_PX = 32
const COLUMNS = [
  { label: 'Farm', width: '30%' },
  { label: 'Places', width: '34%' },
  { label: 'Nodes', width: '148px' },
  { label: 'vCPU free', width: '96px', right: true },
  { label: 'GiB free', width: '96px', right: true },
  { label: 'SSD free', width: '104px', right: true },
  { label: 'Reliability', width: '96px', right: true },
  { label: 'Ours', width: '64px', right: true },
] as const

/** Every farm with what it has and how it does. */
export function FarmsPage({ rows }: { rows: readonly FarmRow[] }) {
  const [words, setWords] = useState('')
  const found = useMemo(() => findFarms(rows, words), [rows, words])
  const isPhone = useMedia('(max-width: 767px)')
  const rowHeight = isPhone ? PHONE_ROW_PX : ROW_PX
  const { scroller, start, end } = useRowWindow(found.length, rowHeight, isPhone ? 0 : HEAD_PX)
  return (
    <div className="flex h-full min-h-0 flex-col">
      <h1 className="sr-only">Farms</h1>
      <div className="flex min-h-13 shrink-0 items-center border-b px-4 py-2">
        <label className="relative flex w-64 items-center max-md:w-full">
          <span className="sr-only">Search farms by name, grid or place</span>
          <Search aria-hidden className="absolute left-2 size-4 text-fg-3" />
          <input
            type="search"
            value={words}
            placeholder="Farm, grid, place"
            onChange={(event) => setWords(event.target.value)}
            className="h-8 w-full rounded-md border border-[color-mix(in_oklab,var(--line)_70%,var(--border))] bg-bg pr-2 pl-8 focus:border-accent focus:ring-1 focus:ring-accent focus:outline-none pointer-coarse:h-11"
          />
        </label>
      </div>
      {found.length === 0 ? (
        <p className="grid min-h-0 flex-1 place-items-center p-6 text-copy text-fg-2">
          No farm matches “{words}”.
        </p>
      ) : (
        <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
          <table
            aria-label="Farms"
            aria-rowcount={found.length + 1}
            className="w-full table-fixed md:min-w-[900px]"
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
                    className={`px-2 text-caption font-medium text-fg-3 first:pl-4 last:pr-4 ${'right' in column ? 'text-right' : 'text-left'}`}
                  >
                    {column.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <Spacer height={start * rowHeight} />
              {found.slice(start, end).map((row, offset) => (
                <FarmTableRow key={row.key} row={row} index={start + offset} />
              ))}
              <Spacer height={(found.length - end) * rowHeight} />
            </tbody>
          </table>
        </div>
      )}
      <footer className="flex h-9 shrink-0 items-center border-t bg-bg px-4 text-caption text-fg-3">
        <p role="status">
          <b className="font-medium text-fg">{count(found.length)}</b> of {count(rows.length)} farms
        </p>
      </footer>
    </div>
  )
}

function Spacer({ height }: { height: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden style={{ height }}>
      <td colSpan={COLUMNS.length} className="p-0" />
    </tr>
  )
}
