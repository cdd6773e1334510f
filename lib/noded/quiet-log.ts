const QUIET_MS = 60_000
const MOST_KEPT = 1_000

/**
 * Passes a line on unless the same was said less than a minute ago, by whichever node: an explorer that is away is one piece of
 * news, not one for each node and try. What stands before the first `: ` is the speaker and does not count.
 */
export function quietLog(log: (line: string) => void, now = Date.now): (line: string) => void {
  const saidAt = new Map<string, number>()
  return (line) => {
    const news = line.slice(line.indexOf(': ') + 2)
    const last = saidAt.get(news)
    if (last !== undefined && now() - last < QUIET_MS) return
    if (saidAt.size >= MOST_KEPT) saidAt.clear()
    saidAt.set(news, now())
    log(line)
  }
}
