// Instrumentation and routes are separate bundles of one process: what they share stands on globalThis.
const shared = globalThis as typeof globalThis & { cockpitStopping?: AbortController | undefined }

function controller(): AbortController {
  return (shared.cockpitStopping ??= new AbortController())
}

/** Aborted when this process is asked to stop: whatever waits for news ends its answer then. */
export function stopSignal(): AbortSignal {
  return controller().signal
}

/** Tells everything that waits that the process stops. */
export function beginStop(): void {
  controller().abort()
}

/** Lets a process that goes on (a test) wait again. */
export function resetStop(): void {
  shared.cockpitStopping = undefined
}
