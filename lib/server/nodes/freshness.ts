/** How recent a node's last report is. */
export type Freshness = 'up' | 'late' | 'down'

const MINUTE_MS = 60_000
/** Original nodes report every ten minutes. */
const ORIGINAL = { lateMs: 11 * MINUTE_MS, downMs: 20 * MINUTE_MS }
/** Our daemon reports every 20 seconds. */
const OURS = { lateMs: 40_000, downMs: MINUTE_MS }

/**
 * Judges a node by the age of its report. A report from the future is as wrong as one from the past: one of the two
 * clocks is off, and nothing is known of the node.
 *
 * @param node.reportedAt unix milliseconds
 * @param node.hasEngine whether our daemon runs it
 * @param now unix milliseconds
 */
export function freshnessOf(
  node: { reportedAt: number; hasEngine: boolean },
  now: number,
): Freshness {
  const age = Math.abs(now - node.reportedAt)
  const limits = node.hasEngine ? OURS : ORIGINAL
  if (age < limits.lateMs) return 'up'
  return age < limits.downMs ? 'late' : 'down'
}
