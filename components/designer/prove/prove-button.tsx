'use client'

import { ShieldCheck } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import type { ProofState } from './use-proof'
import { WhyNot } from './why-not'

interface ProveButtonProps {
  proof: ProofState
  canOperate: boolean
  /** shows where the panel is */
  onOpen: () => void
}

/** Starts a proof, or says why it cannot; while one runs and after it, leads to what is known. */
export function ProveButton({ proof, canOperate, onOpen }: ProveButtonProps) {
  const { availability, running, latest, isStarting, start } = proof
  if (availability === null) return null
  if (running)
    return (
      <Button busy={false} aria-busy onClick={onOpen}>
        <ShieldCheck aria-hidden className="motion-safe:animate-breathe" />
        Proving
        <span className="text-caption text-fg-2 tabular-nums">
          {running.progress?.pairs.done ?? 0} of {running.progress?.pairs.all ?? '…'}
        </span>
      </Button>
    )
  if (latest?.isCurrent)
    return (
      <Button onClick={onOpen}>
        <ShieldCheck aria-hidden />
        {latest.pairs === latest.agreeing ? 'Proven' : 'Proof differs'}
        <span className="text-caption text-fg-2 tabular-nums">
          {latest.agreeing} of {latest.pairs}
        </span>
      </Button>
    )
  const label = (
    <>
      <ShieldCheck aria-hidden />
      <span>
        Prove<span className="max-md:sr-only"> by booting</span>
      </span>
    </>
  )
  if (!availability.available || !canOperate)
    return (
      <Popover
        label="Why this cannot be proven"
        align="end"
        className="w-[min(400px,calc(100vw-32px))]"
        trigger={<Button>{label}</Button>}
      >
        <WhyNot availability={availability} canOperate={canOperate} />
      </Popover>
    )
  return (
    <Button
      busy={isStarting}
      onClick={() => {
        onOpen()
        void start()
      }}
    >
      {label}
    </Button>
  )
}
