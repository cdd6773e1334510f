import { randomUUID } from 'node:crypto'
import type { ProofFailure, ProofProgress } from '@/lib/schemas/proofs'

/** The proof this process makes at the moment. */
export interface RunningProof {
  id: string
  progress: ProofProgress
  signal: AbortSignal
  /** why it was ended from outside; plain data, for every bundle has its own class of errors */
  endedBy: ProofFailure | null
  /** ends it at once; the first reason is kept */
  end: (reason: ProofFailure) => void
  /** settled when its row says how it ended */
  ended: Promise<void>
}

// Instrumentation and routes are separate bundles of one process: what they share stands on globalThis.
const shared = globalThis as typeof globalThis & {
  cockpitProof?: RunningProof | undefined
  cockpitProofHolder?: string
}

/** Names this process among all that ever had its number. */
export function holderToken(): string {
  return (shared.cockpitProofHolder ??= randomUUID())
}

/** The proof that runs here; with an id only that one. */
export function runningProof(id?: string): RunningProof | null {
  const proof = shared.cockpitProof ?? null
  return id === undefined || proof?.id === id ? proof : null
}

/** Takes this process's one place; null when it is taken. `leave` gives it back. */
export function enterRun(id: string, pairs: number): (RunningProof & { leave: () => void }) | null {
  if (shared.cockpitProof) return null
  const controller = new AbortController()
  let settle = () => {}
  const ended = new Promise<void>((resolve) => (settle = resolve))
  const run: RunningProof & { leave: () => void } = {
    id,
    progress: {
      stage: 'checking',
      message: 'Starting the helper.',
      pairs: { done: 0, all: pairs },
    },
    signal: controller.signal,
    endedBy: null,
    end: (reason) => {
      run.endedBy ??= reason
      controller.abort()
    },
    ended,
    leave: () => {
      if (shared.cockpitProof === run) shared.cockpitProof = undefined
      settle()
    },
  }
  shared.cockpitProof = run
  return run
}
