import { isDomainError } from '@/lib/errors/domain-error'
import { isPublicRange, parseRange } from '@/lib/network/cidr'
import { commonUse } from '@/lib/network/common-ranges'

export type RangeNote =
  { kind: 'ok' } | { kind: 'warning'; text: string } | { kind: 'error'; text: string }

/** What to say about a range while it is typed. A public one is allowed, loudly (RANGE_IS_PUBLIC). */
export function rangeNote(range: string): RangeNote {
  try {
    const { text } = parseRange(range)
    const who = commonUse(text)
    if (who)
      return {
        kind: 'warning',
        text: `Careful: ${who}, and a machine that has both reaches only one of them.`,
      }
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
