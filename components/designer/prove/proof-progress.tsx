'use client'

import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { span } from '@/components/ui/format'
import { Glyph } from '@/components/ui/glyph'
import { Meter } from '@/components/ui/meter'
import { PROOF_STAGES, type ProofStage } from '@/lib/schemas/proof'
import type { ProofView } from '@/lib/schemas/proofs'

const STAGE_NAME = {
  checking: 'Check',
  building: 'Build',
  starting: 'Start',
  measuring: 'Measure',
  removing: 'Remove',
} as const satisfies Record<ProofStage, string>

interface ProofProgressProps {
  proof: ProofView
  words: (text: string) => string
  /** null: somebody else's to end */
  onCancel: (() => Promise<void>) | null
}

/** How far a proof is: its stages, the pairs that answered or did not, and the way out. */
export function ProofProgress({ proof, words, onCancel }: ProofProgressProps) {
  const [isCancelling, setCancelling] = useState(false)
  const seconds = useElapsed(proof.startedAt)
  const progress = proof.progress
  const pairs = progress?.pairs ?? { done: 0, all: 0 }
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="flex items-center gap-2 text-label">
          <Glyph tone="pending" />
          Proving revision {proof.revision}
          <span className="text-caption font-normal text-fg-2 tabular-nums">{span(seconds)}</span>
        </p>
        <span className="text-caption text-fg-2 tabular-nums">
          {pairs.done} of {pairs.all} pairs
        </span>
        {onCancel && (
          <Button
            size="sm"
            className="ml-auto"
            busy={isCancelling}
            onClick={() => {
              setCancelling(true)
              void onCancel().finally(() => setCancelling(false))
            }}
          >
            Cancel
          </Button>
        )}
      </div>
      <Meter value={pairs.done} max={pairs.all} label="Pairs measured" tone="accent" />
      <Stages now={progress?.stage ?? 'checking'} />
      <p role="status" className="text-caption text-fg-2">
        {words(progress?.message ?? '')}
      </p>
    </div>
  )
}

function Stages({ now }: { now: ProofStage }) {
  const at = PROOF_STAGES.indexOf(now)
  return (
    <ol className="flex gap-1">
      {PROOF_STAGES.map((stage, index) => (
        <li key={stage} className="flex min-w-0 flex-1 flex-col gap-1">
          <span
            aria-hidden
            className={cx(
              'h-1 rounded-full',
              index < at && 'bg-ok',
              index === at && 'bg-info motion-safe:animate-breathe',
              index > at && 'bg-bar',
            )}
          />
          <span className="truncate text-micro text-fg-3">
            {STAGE_NAME[stage]}
            <span className="sr-only">
              {index < at ? ', done' : index === at ? ', under way' : ', not yet'}
            </span>
          </span>
        </li>
      ))}
    </ol>
  )
}

/** Milliseconds since an instant, by the second. */
function useElapsed(since: string): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return Math.max(0, now - Date.parse(since))
}
