import { isDomainError } from '@/lib/errors/domain-error'
import { isPublicRange, parseRange } from './cidr'
import { commonUse } from './common-ranges'
import type { Ipv4Cidr } from './cidr'
import type { NetworkDesign, Problem } from './model'
import { sentenceAfterPlace } from './validate-context'

/** The range itself: whether it is one, whose it is, and where else it is used. */
export function rangeProblems(design: NetworkDesign): {
  range: Ipv4Cidr | null
  problems: Problem[]
} {
  try {
    const range = parseRange(design.range)
    return {
      range,
      problems: isPublicRange(range.text) ? [publicRange(range)] : lanProblems(range),
    }
  } catch (error) {
    if (!isDomainError(error)) throw error
    const message = `The network: ${sentenceAfterPlace(error.message)}`
    return {
      range: null,
      problems: [{ code: 'RANGE_INVALID', severity: 'error', objects: ['network'], message }],
    }
  }
}

function publicRange(range: Ipv4Cidr): Problem {
  return {
    code: 'RANGE_IS_PUBLIC',
    severity: 'warning',
    objects: ['network'],
    message: `The network: ${range.text} is public internet space, so its nodes lose the real owners of those addresses; use a private range.`,
    fix: moveTo(quietRange((range.address >>> 16) & 255)),
  }
}

function lanProblems(range: Ipv4Cidr): Problem[] {
  const who = commonUse(range)
  if (!who) return []
  return [
    {
      code: 'RANGE_OVERLAPS_LAN',
      severity: 'warning',
      objects: ['network'],
      message: `The network: ${who}, and a machine that has both reaches only one of them; use another range.`,
      fix: moveTo(quietRange((range.address >>> 16) & 255)),
    },
  ]
}

/** Second octet of the range offered when the asked one is common itself. */
const QUIET = 40

/** A private range that keeps the second octet where that is not common either. */
function quietRange(octet: number): string {
  const kept = `10.${octet}.0.0/16`
  return commonUse(kept) ? `10.${QUIET}.0.0/16` : kept
}

function moveTo(range: string): Problem['fix'] {
  return { label: `Use ${range}`, command: { type: 'set-network', patch: { range } } }
}
