const FIRST_MS = 1_000
const LONGEST_MS = 5 * 60_000
/** A grid that answers is asked again after this long. */
export const UP_INTERVAL_MS = 30_000

/**
 * How long to leave a grid alone after `failures` failures in a row: 1 s, 2 s, 4 s … at most 5 min, spread by a fifth so
 * that grids that failed together are not asked together.
 *
 * @param random 0 up to 1
 */
export function backoffMs(failures: number, random: number): number {
  const doubled = FIRST_MS * 2 ** Math.min(Math.max(failures - 1, 0), 20)
  const spread = 0.8 + 0.4 * random
  return Math.max(FIRST_MS, Math.min(LONGEST_MS, Math.round(doubled * spread)))
}
