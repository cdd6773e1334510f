import Link from 'next/link'
import { Card } from '@/components/ui/card'
import { cx } from '@/components/ui/cx'
import { Glyph } from '@/components/ui/glyph'
import { SimulatedTag, Tag } from '@/components/ui/tag'
import { RelativeTime } from '@/components/ui/time'
import type { OperationView, StepView } from '@/lib/schemas/views'
import { progressOf, STAGE_NAMES, type StageState, type Tally } from './stages'

const GRID =
  'grid items-center gap-x-6 gap-y-2 px-4 md:grid-cols-[264px_auto_minmax(0,1fr)] max-md:py-3'

/** Each reservation with its stages and one sentence. */
export function StepRows({ operation, tally }: { operation: OperationView; tally: Tally }) {
  const names = STAGE_NAMES[operation.kind]
  // Networks and machines in one operation: each row says which it is.
  const isOfKinds = operation.steps.some(({ reservation }) => reservation.type !== 'network')
  const isMixed =
    operation.kind === 'apply' && operation.steps.some(({ kind }) => kind === 'delete')
  return (
    <Card aria-labelledby="operation-steps">
      <div className={cx(GRID, 'min-h-11')}>
        <h2 id="operation-steps" className="text-label">
          Reservations{' '}
          <span className="font-normal text-fg-3 tabular-nums">
            {tally.done} of {tally.total} done
          </span>
        </h2>
        {!isMixed && <StageNames names={names} />}
      </div>
      <div
        role="progressbar"
        aria-label="Reservations done"
        aria-valuemin={0}
        aria-valuemax={tally.total}
        aria-valuenow={tally.done}
        className="h-0.5 bg-bar"
      >
        <div
          className="h-full bg-accent transition-[width] duration-200"
          style={{ width: `${tally.total === 0 ? 0 : (tally.done / tally.total) * 100}%` }}
        />
      </div>
      <ul>
        {operation.steps.map((step) => (
          <StepRow key={step.id} step={step} steps={operation.steps} showsType={isOfKinds} />
        ))}
      </ul>
    </Card>
  )
}

function StageNames({ names }: { names: readonly string[] }) {
  return (
    <div aria-hidden className="flex gap-1 text-[11px] leading-3.5 text-fg-3 max-md:hidden">
      {names.map((name) => (
        <span key={name} className="w-16">
          {name}
        </span>
      ))}
    </div>
  )
}

interface StepRowProps {
  step: StepView
  steps: readonly StepView[]
  showsType: boolean
}

function StepRow({ step, steps, showsType }: StepRowProps) {
  const { tone, stages, sentence, nextAt } = progressOf(step, steps)
  const { reservation } = step
  const names = STAGE_NAMES[step.kind === 'post' ? 'apply' : 'delete']
  return (
    <li className={cx(GRID, 'min-h-12 border-t border-border/65 first:border-t-0')}>
      <div className="flex min-w-0 items-center gap-2">
        <Glyph tone={tone} />
        <Link
          href={`/reservations/${reservation.id}`}
          className="touch-target min-w-0 truncate text-label hover:underline"
        >
          {reservation.nodeLabel}
        </Link>
        {showsType && (
          <Tag>
            {step.kind === 'delete' && '−'}
            {reservation.type === 'kubernetes' ? 'VM' : reservation.type}
            {step.kind === 'delete' && <span className="sr-only">, deleted</span>}
          </Tag>
        )}
        {reservation.simulated && <SimulatedTag />}
        <span className="mono ml-auto text-[11px] text-fg-3">{reservation.gridReservationId}</span>
      </div>
      <Stages stages={stages} names={names} />
      <p className="min-w-0 text-caption break-words text-fg-2">
        {sentence}
        {nextAt && (
          <>
            {' '}
            Next try <RelativeTime at={nextAt} />.
          </>
        )}
      </p>
    </li>
  )
}

const BAR: Record<StageState, string> = {
  done: 'bg-ok',
  now: 'bg-[linear-gradient(90deg,var(--info)_55%,var(--bar)_55%)] motion-safe:animate-breathe',
  unknown: 'bg-[linear-gradient(90deg,var(--warn)_55%,var(--bar)_55%)]',
  failed: 'bg-err',
  todo: 'bg-bar',
}
const WORD: Record<StageState, string> = {
  done: 'done',
  now: 'under way',
  unknown: 'not known',
  failed: 'failed',
  todo: 'not yet',
}

function Stages({ stages, names }: { stages: readonly StageState[]; names: readonly string[] }) {
  return (
    <ol className="flex gap-1">
      {stages.map((stage, index) => (
        <li key={names[index]} className={cx('h-1 w-16 rounded-full max-md:flex-1', BAR[stage])}>
          <span className="sr-only">
            {names[index]}: {WORD[stage]}
          </span>
        </li>
      ))}
    </ol>
  )
}
