import { memo } from 'react'
import { cx } from '@/components/ui/cx'
import type { ProofOutcome } from '@/lib/schemas/proofs'
import { proofCell, type ProofCell, type ProofGridKind } from './proof-words'

/** Above this many machines the cells shrink and the names of columns stand upright. */
const DENSE_FROM = 16
const ROW_NAME_PX = 100
const CELL_PX = 44

interface ProofGridProps {
  title: string
  kind: ProofGridKind
  outcome: ProofOutcome
  nameOf: (objectId: string) => string
}

/** Who reached whom, row by row; what came out otherwise than predicted is ringed and marked. */
export const ProofGrid = memo(function ProofGrid({ title, kind, outcome, nameOf }: ProofGridProps) {
  const names = outcome.machines.map(nameOf)
  const isDense = names.length >= DENSE_FROM
  return (
    <div
      role="region"
      tabIndex={0}
      aria-label={`${title} matrix`}
      className="min-w-0 flex-1 overflow-x-auto pb-2"
    >
      <table
        className={cx(
          'border-separate border-spacing-1 text-caption',
          !isDense && 'w-full table-fixed',
        )}
        style={isDense ? undefined : { minWidth: ROW_NAME_PX + names.length * CELL_PX }}
      >
        <caption className="pb-1 pl-1 text-left text-label">{title}</caption>
        <thead>
          <tr>
            <td className="w-24" />
            {names.map((name, index) => (
              <th
                key={outcome.machines[index]}
                scope="col"
                title={name}
                className={cx(
                  'font-normal text-fg-3',
                  isDense ? 'h-24 w-5 align-bottom' : 'px-0.5 align-bottom',
                )}
              >
                {isDense ? (
                  <span className="inline-block max-h-24 rotate-180 truncate [writing-mode:vertical-rl]">
                    {name}
                  </span>
                ) : (
                  <span className="line-clamp-2 break-words">{name}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, row) => (
            <tr key={outcome.machines[row]}>
              <th
                scope="row"
                title={name}
                className="max-w-24 truncate pr-2 text-right font-normal text-fg-3"
              >
                {name}
              </th>
              {names.map((to, column) => (
                <Cell
                  key={column}
                  pair={`${name} to ${to}`}
                  cell={proofCell(outcome, kind, [row, column])}
                  isDense={isDense}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
})

function Cell({ pair, cell, isDense }: { pair: string; cell: ProofCell | null; isDense: boolean }) {
  const size = isDense ? 'h-5 min-w-5 text-[10px]' : 'h-8'
  if (cell === null) return <td className={cx('rounded-sm bg-hover', size)} />
  return (
    <td
      title={`${pair}: ${cell.words}`}
      className={cx(
        'rounded-sm text-center text-fg tabular-nums',
        size,
        look(cell),
        cell.isDifferent && 'ring-2 ring-warn',
      )}
    >
      <span aria-hidden>
        {cell.text}
        {cell.isDifferent && <b className="ml-0.5 font-semibold">!</b>}
      </span>
      <span className="sr-only">{cell.words}</span>
    </td>
  )
}

function look({ isReached, isDifferent }: ProofCell): string {
  if (isReached) return 'bg-ok/20'
  return isDifferent ? 'bg-err/16' : 'border border-dashed border-line/70'
}
