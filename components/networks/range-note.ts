import { isDomainError } from '@/lib/errors/domain-error'
import { isPublicRange, parseRange } from '@/lib/network/cidr'

export type RangeNote =
  { kind: 'ok' } | { kind: 'warning'; text: string } | { kind: 'error'; text: string }

/** What to say about a range while it is typed. A public one is allowed, loudly (RANGE_IS_PUBLIC). */
export function rangeNote(range: string): RangeNote {
  try {
    const { text } = parseRange(range)
    if (!isPublicRange(text)) return { kind: 'ok' }
    return {
      kind: 'warning',
      text: `${text} is public internet space. Nodes of this network will not reach the real owners of those addresses. A range inside 10.0.0.0/8 is safer.`,
    }
  } catch (error) {
    if (isDomainError(error)) return { kind: 'error', text: error.message }
    throw error
  }
}

const FIRST = 42

/** The next 10.N.0.0/16 no network uses yet. */
export function suggestRange(taken: readonly string[]): string {
  const used = new Set(taken)
  for (let step = 0; step < 255; step++) {
    const range = `10.${((FIRST + step - 1) % 255) + 1}.0.0/16`
    if (!used.has(range)) return range
  }
  return `10.${FIRST}.0.0/16`
}
