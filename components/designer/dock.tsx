'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Glyph } from '@/components/ui/glyph'
import { IconButton } from '@/components/ui/icon-button'
import { TabCount } from '@/components/ui/tabs'
import type { Problem } from '@/lib/network/model'
import { useDesigner } from './store/context'
import type { DesignerActions } from './use-actions'

interface ProblemsDockProps {
  problems: readonly Problem[]
  actions: DesignerActions
  isReadOnly: boolean
}

/** Everything wrong with the design. A row shows its object; its button solves it. */
export function ProblemsDock({ problems: all, actions, isReadOnly }: ProblemsDockProps) {
  // An empty canvas says so itself, in the middle of it.
  const problems = all.filter(({ code }) => code !== 'NO_RESOURCES')
  const [isOpen, setOpen] = useState(true)
  return (
    <section aria-label="Problems" className="shrink-0 border-t bg-surface">
      <div className="flex h-9 items-center gap-2 pr-3 pl-4">
        <h2 className="flex items-center gap-1.5 text-caption font-medium">
          Problems <TabCount>{problems.length}</TabCount>
        </h2>
        {problems.length === 0 && <span className="text-caption text-fg-3">None found.</span>}
        {problems.length > 0 && (
          <IconButton
            label={isOpen ? 'Fold problems' : 'Show problems'}
            aria-expanded={isOpen}
            size="xs"
            className="ml-auto"
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? <ChevronDown /> : <ChevronUp />}
          </IconButton>
        )}
      </div>
      {isOpen && problems.length > 0 && (
        <ul className="max-h-[148px] overflow-y-auto border-t">
          {problems.map((problem, index) => (
            <ProblemRow
              key={`${problem.code} ${problem.objects.join()} ${index}`}
              problem={problem}
              onFix={isReadOnly ? null : () => actions.fix(problem)}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

function ProblemRow({ problem, onFix }: { problem: Problem; onFix: (() => void) | null }) {
  const focusOn = useDesigner((state) => state.focusOn)
  const first = problem.objects[0] ?? 'network'
  const colon = problem.message.indexOf(': ')
  const place = colon > 0 ? problem.message.slice(0, colon) : null
  const rest = colon > 0 ? problem.message.slice(colon + 2) : problem.message
  return (
    <li className="flex min-h-9 items-center gap-2 border-t border-border/65 py-1 pr-3 pl-4 first:border-t-0">
      <Glyph tone={problem.severity === 'error' ? 'failed' : 'warning'} />
      <span className="sr-only">{problem.severity === 'error' ? 'Problem:' : 'Warning:'}</span>
      <button
        type="button"
        onClick={() => focusOn(first)}
        className="min-w-0 flex-1 truncate text-left hover:underline"
        title={problem.message}
      >
        {place && <span className="mr-2">{place}</span>}
        <span className={place ? 'text-fg-2' : undefined}>{rest}</span>
      </button>
      {problem.fix && onFix && (
        <Button size="mini" onClick={onFix}>
          {problem.fix.label}
        </Button>
      )}
    </li>
  )
}
