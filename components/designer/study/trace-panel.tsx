'use client'

import { Route, Wrench, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { Glyph } from '@/components/ui/glyph'
import { IconButton } from '@/components/ui/icon-button'
import type { Picture } from '../model/types'
import { useDesigner } from '../store/context'
import type { Direction } from '../store/types'
import type { DesignerActions } from '../use-actions'
import { EndPicker } from './end-picker'
import type { PassageView, TraceView } from './model/trace-view'
import { TracePlaces } from './trace-places'
import type { Study } from './use-study'

interface TracePanelProps {
  study: Study
  picture: Picture
  actions: DesignerActions
  isReadOnly: boolean
  /** pinned under the answer */
  foot: ReactNode
}

/** A packet and its reply, hop by hop, with the rule that decided each. */
export function TracePanel({ study, picture, actions, isReadOnly, foot }: TracePanelProps) {
  const from = useDesigner((state) => state.traceFrom)
  const to = useDesigner((state) => state.traceTo)
  const trace = useDesigner((state) => state.trace)
  const setTracing = useDesigner((state) => state.setTracing)
  return (
    <>
      <div className="flex h-12 shrink-0 items-center gap-2 border-b pr-2 pl-4">
        <Route aria-hidden className="size-4 text-fg-3" />
        <h2 className="flex-1 text-label">Packet trace</h2>
        <IconButton label="Close the trace" shortcut="Esc" onClick={() => setTracing(false)}>
          <X />
        </IconButton>
      </div>
      <div className="flex shrink-0 flex-col gap-2 p-4">
        <EndPicker
          label="From"
          value={from}
          other={to}
          picture={picture}
          onPick={(id) => trace(id, to)}
        />
        <EndPicker
          label="To"
          value={to}
          other={from}
          picture={picture}
          onPick={(id) => trace(from, id)}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {study.trace ? (
          <Answer trace={study.trace} study={study} actions={actions} isReadOnly={isReadOnly} />
        ) : (
          <Unasked canBePlanned={study.network !== null} />
        )}
      </div>
      {foot}
    </>
  )
}

function Unasked({ canBePlanned }: { canBePlanned: boolean }) {
  return (
    <p className="px-4 text-fg-2">
      {canBePlanned
        ? 'Pick two cards: the packet goes from the first to the second, and its reply comes back. Nothing is sent; it is computed by WireGuard’s own rules.'
        : 'The design cannot be planned yet, so no packet can be followed. The problems below say why.'}
    </p>
  )
}

interface AnswerProps {
  trace: TraceView
  study: Study
  actions: DesignerActions
  isReadOnly: boolean
}

function Answer({ trace, study, actions, isReadOnly }: AnswerProps) {
  const direction = useDesigner((state) => state.direction)
  const shown = trace[direction]
  const fix = study.traceFix
  return (
    <>
      <Verdict passage={shown} />
      {fix?.fix && !isReadOnly && (
        <div className="mx-4 mt-3 rounded-lg border p-3">
          <p className="text-caption text-fg-2">{fix.message}</p>
          <Button size="sm" className="mt-2" onClick={() => actions.fix(fix)}>
            <Wrench aria-hidden />
            {fix.fix.label}
          </Button>
        </div>
      )}
      <Directions trace={trace} />
      <TracePlaces places={shown.places} />
    </>
  )
}

function Verdict({ passage }: { passage: PassageView }) {
  return (
    <div
      role="status"
      className={cx('mx-4 rounded-lg p-3', passage.delivered ? 'bg-ok/9' : 'bg-err/9')}
    >
      <p className="flex items-center gap-2 text-label">
        <Glyph tone={passage.delivered ? 'running' : 'failed'} />
        {passage.headline}
      </p>
      <p className="mt-1 text-caption text-fg-2">{passage.sentence}</p>
    </div>
  )
}

const DIRECTIONS: readonly { value: Direction; label: string }[] = [
  { value: 'there', label: 'There' },
  { value: 'back', label: 'Back' },
]

function Directions({ trace }: { trace: TraceView }) {
  const direction = useDesigner((state) => state.direction)
  const setDirection = useDesigner((state) => state.setDirection)
  return (
    <div role="group" aria-label="Direction" className="mt-3 flex gap-4 border-b px-4">
      {DIRECTIONS.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          aria-pressed={direction === value}
          onClick={() => setDirection(value)}
          className="touch-target -mb-px inline-flex h-9 items-center gap-1.5 border-b-2 border-transparent text-label text-fg-3 hover:text-fg aria-pressed:border-fg aria-pressed:text-fg"
        >
          {label}
          <Glyph tone={trace[value].delivered ? 'running' : 'failed'} />
          <span className="sr-only">{trace[value].delivered ? 'delivered' : 'lost'}</span>
        </button>
      ))}
    </div>
  )
}
