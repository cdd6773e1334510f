'use client'

import { Wrench } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { plural } from '@/components/ui/format'
import type { DesignerActions } from '../use-actions'
import { MatrixGrid } from './matrix-grid'
import type { Study } from './use-study'

interface MatrixDockProps {
  study: Study
  actions: DesignerActions
  isReadOnly: boolean
}

/** Who reaches whom, as a grid; beside it what the cells mean and the change that would help most. */
export function MatrixDock({ study, actions, isReadOnly }: MatrixDockProps) {
  const { whatIf, network } = study
  if (!network || !whatIf)
    return (
      <p className="border-t p-4 text-fg-2">
        The design cannot be planned yet, so nobody can say who reaches whom. The problems say why.
      </p>
    )
  if (whatIf.before.names.length < 2)
    return (
      <p className="border-t p-4 text-fg-2">
        Reachability needs two ends. Add a second node or a device.
      </p>
    )
  return (
    <div className="flex max-h-[min(46vh,440px)] border-t max-md:max-h-none max-md:flex-col">
      <div className="min-w-0 flex-1 overflow-auto p-4">
        <MatrixGrid study={study} whatIf={whatIf} />
      </div>
      <div className="flex w-52 shrink-0 flex-col gap-4 overflow-y-auto p-4 max-md:w-auto">
        <Legend />
        <BestFix study={study} actions={actions} isReadOnly={isReadOnly} />
      </div>
    </div>
  )
}

/** How many pairs are connected, for the head of the dock. */
export function MatrixTally({ study: { whatIf, offText } }: { study: Study }) {
  if (!whatIf) return null
  const { all, after } = whatIf.pairs
  const lost = all - after
  return (
    <span role="status" className="flex min-w-0 items-center gap-2 text-caption">
      <span className={cx('rounded-sm px-1.5 py-0.5', lost > 0 ? 'bg-err/10' : 'bg-ok/10')}>
        {lost > 0
          ? `${lost} of ${plural(all, 'pair')} lost`
          : `all ${plural(all, 'pair')} connected`}
      </span>
      {offText && <span className="truncate text-fg-3">with {offText} off</span>}
    </span>
  )
}

function Legend() {
  return (
    <ul className="flex flex-col gap-2 text-caption text-fg-2 *:flex *:items-center *:gap-2">
      <li>
        <Sample className="bg-ok/30">1</Sample> one tunnel
      </li>
      <li>
        <Sample className="bg-ok/12">2</Sample> through a router
      </li>
      <li>
        <Sample className="bg-err/16">✕</Sample> lost now
      </li>
      <li>
        <Sample className="border border-dashed border-line/70">✕</Sample> never reached
      </li>
    </ul>
  )
}

function Sample({ className, children }: { className: string; children: string }) {
  return (
    <span
      aria-hidden
      className={cx('grid size-5 place-items-center rounded-sm text-micro', className)}
    >
      {children}
    </span>
  )
}

function BestFix({ study: { gains }, actions, isReadOnly }: MatrixDockProps) {
  const best = gains[0]
  if (!best?.problem.fix) return null
  return (
    <section aria-label="Best change" className="rounded-lg border p-3">
      <h3 className="text-label">{best.problem.fix.label}</h3>
      <p className="mt-1 text-caption text-fg-2">
        Brings back {best.gain} of the {plural(best.lost, 'pair')}.
      </p>
      {!isReadOnly && (
        <Button size="sm" className="mt-2" onClick={() => actions.fix(best.problem)}>
          <Wrench aria-hidden />
          Stage this change
        </Button>
      )}
    </section>
  )
}
