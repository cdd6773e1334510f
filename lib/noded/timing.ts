/** Waits; ends early, by rejecting with the abort's reason, when `signal` aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error)
    const abort = () => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort)
      resolve()
    }, ms)
    signal.addEventListener('abort', abort, { once: true })
  })
}

/** Growing waits after failures: doubles from `firstMs` to `mostMs`. */
export function createBackoff(firstMs: number, mostMs: number) {
  let next = firstMs
  return {
    reset: () => (next = firstMs),
    take: () => {
      const ms = next
      next = Math.min(mostMs, next * 2)
      return ms
    },
  }
}

/** Repeats `work` until it succeeds or `signal` aborts; each failure is told and followed by a longer wait. */
export async function retry<Result>(
  work: () => Promise<Result>,
  onFailure: (error: unknown) => void,
  signal: AbortSignal,
): Promise<Result> {
  const backoff = createBackoff(250, 10_000)
  for (;;) {
    try {
      return await work()
    } catch (error) {
      signal.throwIfAborted()
      onFailure(error)
      await pause(backoff.take(), signal)
    }
  }
}
