'use client'

import { memo, useMemo, useRef, type KeyboardEvent } from 'react'
import { cx } from '@/components/ui/cx'
import type { WhatIf } from '@/lib/network/what-if'
import { useDesigner } from '../store/context'
import { cellOf, type MatrixCell } from './model/matrix-cell'
import { step } from './model/matrix-step'
import type { Study } from './use-study'

/** Above this many machines the cells shrink and the numbers go; the titles of the cells still say them. */
const DENSE_FROM = 24

/** Every machine to each other. A cell opens the trace of its pair; arrow keys move between cells. */
export function MatrixGrid({ study, whatIf }: { study: Study; whatIf: WhatIf }) {
  const { names } = study
  const { before } = whatIf
  const traced = useTracedCell(study)
  const trace = useDesigner((state) => state.trace)
  const ref = useRef<HTMLTableElement>(null)
  const titles = useMemo(() => before.names.map(names.titleOf), [before, names])
  const isDense = before.names.length >= DENSE_FROM
  const onOpen = (target: EventTarget) => {
    const at = placeOf(target)
    if (!at) return
    const [from, to] = [before.names[at.row], before.names[at.column]]
    if (from !== undefined && to !== undefined && from !== to)
      trace(names.objectOf(from), names.objectOf(to))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const at = placeOf(event.target)
    const next = at && step(event.key, at, before.names.length)
    if (!next) return
    event.preventDefault()
    const selector = `[data-row="${next.row}"][data-column="${next.column}"]`
    ref.current?.querySelector<HTMLElement>(selector)?.focus()
  }
  return (
    <table
      ref={ref}
      aria-label="Reachability"
      className="border-separate border-spacing-1 text-caption"
      onClick={(event) => onOpen(event.target)}
      onKeyDown={onKeyDown}
    >
      <thead>
        <tr>
          <td />
          {titles.map((title, index) => (
            <th
              key={before.names[index]}
              scope="col"
              className={cx(
                'font-normal text-fg-3',
                isDense ? 'h-24 w-5 align-bottom' : 'max-w-16 min-w-11 truncate px-1',
              )}
              title={title}
            >
              {isDense ? <Upright>{title}</Upright> : title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {before.names.map((from, row) => (
          <Row
            key={from}
            title={titles[row] ?? from}
            row={row}
            titles={titles}
            cells={before.names.map((to) => cellOf(whatIf, from, to))}
            tracedColumn={traced?.row === row ? traced.column : null}
            isDense={isDense}
            entry={row === 0 ? 1 : null}
          />
        ))}
      </tbody>
    </table>
  )
}

function useTracedCell({ names, whatIf }: Study): { row: number; column: number } | null {
  const from = useDesigner((state) => state.traceFrom)
  const to = useDesigner((state) => state.traceTo)
  const isTracing = useDesigner((state) => state.isTracing)
  if (!isTracing || from === null || to === null || !whatIf) return null
  const list = whatIf.before.names
  const place = (object: string) => list.indexOf(names.machineOf(object) ?? '')
  return { row: place(from), column: place(to) }
}

function placeOf(target: EventTarget): { row: number; column: number } | null {
  const cell = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-row]') : null
  if (!cell) return null
  return { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) }
}

function Upright({ children }: { children: string }) {
  return (
    <span className="inline-block max-h-24 rotate-180 truncate [writing-mode:vertical-rl]">
      {children}
    </span>
  )
}

interface RowProps {
  title: string
  row: number
  titles: readonly string[]
  cells: readonly MatrixCell[]
  tracedColumn: number | null
  isDense: boolean
  /** column of the cell that Tab enters the grid at */
  entry: number | null
}

const LOOK = {
  self: '',
  direct: 'bg-ok/30 hover:bg-ok/40',
  routed: 'bg-ok/12 hover:bg-ok/20',
  cut: 'bg-err/16 hover:bg-err/24',
  never: 'border border-dashed border-line/70 hover:bg-hover',
} as const satisfies Record<MatrixCell['kind'], string>

const Row = memo(function Row(props: RowProps) {
  const { title, row, titles, cells, tracedColumn, isDense, entry } = props
  return (
    <tr>
      <th scope="row" className="max-w-32 truncate pr-2 text-right font-normal text-fg-3">
        {title}
      </th>
      {cells.map((cell, column) => (
        <td key={column} className={cx('p-0', cell.kind === 'self' && 'rounded-sm bg-hover')}>
          {cell.kind !== 'self' && (
            <button
              type="button"
              data-row={row}
              data-column={column}
              tabIndex={entry === column ? 0 : -1}
              aria-label={`${title} to ${titles[column] ?? ''}: ${cell.words}`}
              title={`${title} to ${titles[column] ?? ''}: ${cell.words}`}
              className={cx(
                'grid w-full place-items-center rounded-sm tabular-nums transition-colors',
                isDense ? 'h-5 text-[10px]' : 'h-8 min-w-11',
                LOOK[cell.kind],
                tracedColumn === column && 'ring-2 ring-accent',
              )}
            >
              {cell.glyph}
            </button>
          )}
        </td>
      ))}
    </tr>
  )
}, sameRow)

function sameRow(a: RowProps, b: RowProps): boolean {
  return (
    a.title === b.title &&
    a.titles === b.titles &&
    a.tracedColumn === b.tracedColumn &&
    a.isDense === b.isDense &&
    a.cells.length === b.cells.length &&
    a.cells.every((cell, index) => cell.words === b.cells[index]?.words)
  )
}
