import { ShieldCheck } from 'lucide-react'
import { LocalTime } from '@/components/ui/time'
import type { ProofSummary } from '@/lib/schemas/proofs'

/** Under a trace: whether what is computed was also measured, for the design as it is. */
export function ProofFoot({ proof }: { proof: ProofSummary | null }) {
  return (
    <p className="flex min-h-10 shrink-0 items-center gap-2 border-t px-4 py-2 text-caption text-fg-3">
      <ShieldCheck aria-hidden className="size-3.5 shrink-0" />
      {proof?.isCurrent ? (
        <span>
          {proof.pairs === proof.agreeing
            ? `Agrees with the last boot proof, ${proof.agreeing} of ${proof.pairs} pairs, `
            : `The last boot proof came out otherwise in ${(proof.pairs ?? 0) - (proof.agreeing ?? 0)} of ${proof.pairs} pairs, `}
          <LocalTime at={proof.finishedAt ?? proof.startedAt} />
        </span>
      ) : (
        <span>Computed; this design was not proven by booting.</span>
      )}
    </p>
  )
}
