/** What a node was from an instant on: `gone` when its explorer no longer lists it. */
export type Seen = 'up' | 'late' | 'down' | 'gone'

/** A node's status changed at an instant (unix milliseconds). */
export interface Change {
  at: number
  freshness: Seen
}

/** A span in which we heard from the node's grid again and again. */
export interface Watch {
  start: number
  end: number
}

/** A stretch of watched time in which a node stayed what it was. */
export interface Stretch {
  from: number
  to: number
  freshness: Seen
}

/** How reliable a node was, as far as we watched. */
export interface Reliability {
  /** share of the known time in which it reported, 0 to 1; null while nothing is known */
  up: number | null
  /** share of the known time in which its reports were late; part of `up` */
  late: number | null
  /** milliseconds we know of */
  knownFor: number
  /** times it was down or gone */
  outages: number
  /** milliseconds of the longest of them, as far as we watched it */
  longest: number
}

const DAY_MS = 86_400_000
/** Reliability is about this long back from now. */
export const RELIABILITY_MS = 30 * DAY_MS

/** Whether a node counts as working: a late one answered before and may only be slow. */
export function isWorking(freshness: Seen): boolean {
  return freshness === 'up' || freshness === 'late'
}

/**
 * What is known of a node between two instants, oldest first. Before its first change and between watches nothing is.
 *
 * @param changes of the node, oldest first
 * @param watches of its grid, oldest first, apart from each other
 */
export function stretches(
  changes: readonly Change[],
  watches: readonly Watch[],
  from: number,
  to: number,
): Stretch[] {
  return changes.flatMap(({ at, freshness }, index) => {
    const start = Math.max(at, from)
    const end = Math.min(changes[index + 1]?.at ?? to, to)
    if (start >= end) return []
    return watches.flatMap((watch) => {
      const piece = { from: Math.max(start, watch.start), to: Math.min(end, watch.end), freshness }
      return piece.from < piece.to ? [piece] : []
    })
  })
}

/** How reliable a node was in the 30 days before `now`, from what was seen of it and when we looked. */
export function reliability(
  changes: readonly Change[],
  watches: readonly Watch[],
  now: number,
): Reliability {
  let [known, up, late, outages, longest, outage] = [0, 0, 0, 0, 0, 0]
  for (const { from, to, freshness } of stretches(changes, watches, now - RELIABILITY_MS, now)) {
    const length = to - from
    known += length
    if (freshness === 'late') late += length
    if (isWorking(freshness)) {
      up += length
      outage = 0
    } else {
      if (outage === 0) outages += 1
      outage += length
      longest = Math.max(longest, outage)
    }
  }
  const shareOf = (part: number) => (known === 0 ? null : part / known)
  return { up: shareOf(up), late: shareOf(late), knownFor: known, outages, longest }
}

/** One bar of the last day: the worst that was seen in it, null when nobody looked. */
export interface Heartbeat {
  from: number
  to: number
  worst: Seen | null
}

const WORST_FIRST: readonly Seen[] = ['gone', 'down', 'late', 'up']

/** The last 24 hours in equal bars, oldest first. */
export function heartbeats(
  changes: readonly Change[],
  watches: readonly Watch[],
  now: number,
  bars: number,
): Heartbeat[] {
  const width = DAY_MS / bars
  return Array.from({ length: bars }, (_, index) => {
    const from = now - DAY_MS + index * width
    const seen = stretches(changes, watches, from, from + width).map((piece) => piece.freshness)
    return { from, to: from + width, worst: WORST_FIRST.find((one) => seen.includes(one)) ?? null }
  })
}
