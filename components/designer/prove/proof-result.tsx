'use client'

import { useState } from 'react'
import { Glyph } from '@/components/ui/glyph'
import { Segmented } from '@/components/ui/segmented'
import type { ProofOutcome } from '@/lib/schemas/proofs'
import { ProofGrid } from './proof-grid'
import { effortWords, withNames } from './proof-words'

interface ProofResultProps {
  outcome: ProofOutcome
  nameOf: (objectId: string) => string
}

const VIEWS = [
  { value: 'measured', label: 'Reached' },
  { value: 'delay', label: 'Delay, ms' },
] as const

/** What was measured beside what was predicted, then every pair that came out otherwise. */
export function ProofResult({ outcome, nameOf }: ProofResultProps) {
  const [view, setView] = useState<'measured' | 'delay'>('measured')
  return (
    <div className="flex flex-col gap-3">
      <Differences outcome={outcome} nameOf={nameOf} />
      <div className="flex flex-wrap items-center gap-3">
        <Segmented
          label="What the measured matrix shows"
          size="sm"
          value={view}
          options={VIEWS}
          onValueChange={setView}
        />
        <Legend />
      </div>
      <div className="flex gap-6 max-lg:flex-col">
        <ProofGrid title="Measured" kind={view} outcome={outcome} nameOf={nameOf} />
        <ProofGrid title="Predicted" kind="predicted" outcome={outcome} nameOf={nameOf} />
      </div>
      <p className="text-caption text-fg-3">{effortWords(outcome)}</p>
    </div>
  )
}

function Legend() {
  return (
    <ul
      aria-label="Legend"
      className="flex flex-wrap gap-x-3 gap-y-1 text-caption text-fg-2 *:inline-flex *:items-center *:gap-1.5"
    >
      <li>
        <span aria-hidden className="grid size-5 place-items-center rounded-sm bg-ok/20 text-micro">
          ✓
        </span>
        reached
      </li>
      <li>
        <span
          aria-hidden
          className="grid size-5 place-items-center rounded-sm border border-dashed border-line/70 text-micro"
        >
          ✕
        </span>
        not reached
      </li>
      <li>
        <span
          aria-hidden
          className="grid size-5 place-items-center rounded-sm text-micro ring-2 ring-warn"
        >
          !
        </span>
        otherwise than predicted
      </li>
    </ul>
  )
}

function Differences({ outcome, nameOf }: ProofResultProps) {
  if (outcome.differences.length === 0) return null
  return (
    <section aria-label="Pairs that came out otherwise" className="rounded-lg bg-err/9">
      <ul className="max-h-48 overflow-y-auto">
        {outcome.differences.map(({ from, to, measured, explanation }) => (
          <li
            key={`${from} ${to}`}
            className="flex items-start gap-2 border-t border-border/65 px-3 py-2 first:border-t-0"
          >
            <Glyph tone={measured ? 'warning' : 'failed'} className="mt-[5px]" />
            <span className="min-w-0 break-words">
              <span className="text-label">
                {nameOf(from)} → {nameOf(to)}: {measured ? 'reached' : 'not reached'}
              </span>{' '}
              <span className="text-fg-2">{withNames(explanation, outcome.machines, nameOf)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
