'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Glyph } from '@/components/ui/glyph'
import { IconButton } from '@/components/ui/icon-button'
import { TabCount } from '@/components/ui/tabs'
import type { Problem } from '@/lib/network/model'
import { useDesigner } from './store/context'
import type { DockTab } from './store/types'
import { MatrixDock, MatrixTally } from './study/matrix-dock'
import { PeersDock } from './study/peers-dock'
import type { Study } from './study/use-study'
import type { DesignerActions } from './use-actions'

interface DockProps {
  problems: readonly Problem[]
  study: Study
  actions: DesignerActions
  isReadOnly: boolean
  proof: ReactNode
}

/** Under the canvas: what is wrong with the design, who reaches whom, and what was measured of it. */
export function Dock({ problems: all, study, actions, isReadOnly, proof }: DockProps) {
  // An empty canvas says so itself, in the middle of it.
  const problems = all.filter(({ code }) => code !== 'NO_RESOURCES')
  const tab = useDesigner((state) => state.dock)
  const isOpen = useDesigner((state) => state.isDockOpen)
  const setOpen = useDesigner((state) => state.setDockOpen)
  const ref = useRef<HTMLElement>(null)
  useEffect(() => {
    // In the list of a small screen the dock stands below everything.
    if (tab === 'matrix' || tab === 'proof') ref.current?.scrollIntoView({ block: 'nearest' })
  }, [tab])
  return (
    <section
      ref={ref}
      aria-label="Problems and reachability"
      className="shrink-0 border-t bg-surface"
    >
      <div className="flex h-9 items-center gap-4 pr-3 pl-4">
        <DockTabButton tab="problems">
          Problems <TabCount>{problems.length}</TabCount>
        </DockTabButton>
        <DockTabButton tab="matrix">Matrix</DockTabButton>
        <DockTabButton tab="peers">Peer modes</DockTabButton>
        <DockTabButton tab="proof">Proof</DockTabButton>
        {tab === 'matrix' && isOpen && <MatrixTally study={study} />}
        <IconButton
          label={isOpen ? 'Fold the dock' : 'Show the dock'}
          aria-expanded={isOpen}
          size="xs"
          className="ml-auto"
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? <ChevronDown /> : <ChevronUp />}
        </IconButton>
      </div>
      {isOpen && tab === 'matrix' && (
        <MatrixDock study={study} actions={actions} isReadOnly={isReadOnly} />
      )}
      {isOpen && tab === 'peers' && (
        <PeersDock study={study} actions={actions} isReadOnly={isReadOnly} />
      )}
      {isOpen && tab === 'proof' && (
        <div className="max-h-[min(46vh,440px)] overflow-y-auto border-t max-md:max-h-none">
          {proof}
        </div>
      )}
      {isOpen && tab === 'problems' && (
        <ProblemList problems={problems} actions={actions} isReadOnly={isReadOnly} />
      )}
    </section>
  )
}

function DockTabButton({ tab, children }: { tab: DockTab; children: ReactNode }) {
  const isShown = useDesigner((state) => state.dock === tab && state.isDockOpen)
  const showDock = useDesigner((state) => state.showDock)
  return (
    <button
      type="button"
      aria-pressed={isShown}
      onClick={() => showDock(tab)}
      className="touch-target flex h-9 items-center gap-1.5 border-b-2 border-transparent text-caption font-medium text-fg-3 hover:text-fg aria-pressed:border-fg aria-pressed:text-fg"
    >
      {children}
    </button>
  )
}

interface ProblemListProps {
  problems: readonly Problem[]
  actions: DesignerActions
  isReadOnly: boolean
}

/** A row shows its object; its button solves it. */
function ProblemList({ problems, actions, isReadOnly }: ProblemListProps) {
  if (problems.length === 0)
    return <p className="border-t px-4 py-2 text-caption text-fg-3">No problems found.</p>
  return (
    <ul className="max-h-[148px] overflow-y-auto border-t">
      {problems.map((problem, index) => (
        <ProblemRow
          key={`${problem.code} ${problem.objects.join()} ${index}`}
          problem={problem}
          onFix={isReadOnly ? null : () => actions.fix(problem)}
        />
      ))}
    </ul>
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
