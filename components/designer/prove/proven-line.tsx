import { cx } from '@/components/ui/cx'
import { Glyph } from '@/components/ui/glyph'
import { LocalTime } from '@/components/ui/time'
import type { ProofSummary } from '@/lib/schemas/proofs'
import { foundWords } from './proof-words'

/** "Proven on Fri 27 Nov 2026, 14:28: 20 of 20 pairs as predicted", and whether that is still the design. */
export function ProvenLine({ proof, className }: { proof: ProofSummary; className?: string }) {
  const isAgreed = proof.pairs === proof.agreeing
  return (
    <p className={cx('flex items-start gap-2', className)}>
      <Glyph
        tone={!isAgreed ? 'failed' : proof.isCurrent ? 'running' : 'ended'}
        className="mt-[5px]"
      />
      <span className="min-w-0">
        {isAgreed ? 'Proven on ' : 'Measured on '}
        <LocalTime at={proof.finishedAt ?? proof.startedAt} style="long" />: {foundWords(proof)}
        <span className="text-fg-3">
          {proof.isCurrent
            ? `, revision ${proof.revision}, by ${proof.startedBy}`
            : `, for revision ${proof.revision}; the design has changed since`}
        </span>
      </span>
    </p>
  )
}
