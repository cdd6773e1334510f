import type { GridCapabilities } from './driver'

const KEPT_MS = 60_000

interface Entry {
  until: number
  answer: Promise<GridCapabilities>
}
// Instrumentation and routes are separate bundles of one process.
const shared = globalThis as typeof globalThis & { cockpitCapabilities?: Map<string, Entry> }

function entries(): Map<string, Entry> {
  shared.cockpitCapabilities ??= new Map()
  return shared.cockpitCapabilities
}

/** What an explorer said of itself in the last minute, else what `load` answers now. Failures are not kept. */
export function cachedCapabilities(
  baseUrl: string,
  load: () => Promise<GridCapabilities>,
  now = Date.now(),
): Promise<GridCapabilities> {
  const known = entries().get(baseUrl)
  if (known && known.until > now) return known.answer
  const answer = load()
  entries().set(baseUrl, { until: now + KEPT_MS, answer })
  answer.catch(() => forgetCapabilities(baseUrl))
  return answer
}

/** Makes the next write ask again: the explorer refused one, or was replaced. */
export function forgetCapabilities(baseUrl: string): void {
  entries().delete(baseUrl)
}
