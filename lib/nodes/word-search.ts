import { hasWords } from './filters'
import type { NodeRow } from './node-row'

/** How many typed texts back a search remembers what it found. */
const REMEMBERED = 24

/**
 * Finds words among rows as somebody types: what a longer text finds lies within what its beginning found, and a text
 * typed again, as after Backspace, is not looked for twice.
 */
export function wordSearch(rows: readonly NodeRow[]): (text: string) => readonly NodeRow[] {
  const found = new Map<string, readonly NodeRow[]>()
  return (text) => {
    const wanted = text.trim().toLowerCase()
    if (wanted === '') return rows
    const known = found.get(wanted)
    if (known) return known
    const words = wanted.split(/\s+/)
    const answer = beginningOf(wanted).filter((row) => hasWords(row.text, words))
    if (found.size >= REMEMBERED) found.clear()
    found.set(wanted, answer)
    return answer
  }

  function beginningOf(wanted: string): readonly NodeRow[] {
    for (let length = wanted.length - 1; length > 0; length--) {
      const known = found.get(wanted.slice(0, length).trim())
      if (known) return known
    }
    return rows
  }
}
