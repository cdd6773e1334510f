import { settleAbandoned } from './rows'
import { runningProof } from './running'

/** Puts proofs of processes that are gone to their end, and when this one stops waits until its own is killed and written. */
export async function watchProofs(
  signal: AbortSignal,
  onError: (where: string, error: unknown) => void,
): Promise<void> {
  await settleAbandoned().catch((error: unknown) => onError('proofs', error))
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  await runningProof()?.ended
}
