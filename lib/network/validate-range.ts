import { isDomainError } from '@/lib/errors/domain-error'
import { isPublicRange, overlaps, parseRange } from './cidr'
import type { Ipv4Cidr } from './cidr'
import type { NetworkDesign, Problem } from './model'
import { sentenceAfterPlace } from './validate-context'

/** Ranges that machines are often in already, so that a device could not tell both apart. */
const COMMON_LANS: readonly (readonly [cidr: string, who: string])[] = [
  ['192.168.0.0/16', 'most home and office routers use it'],
  ['10.0.0.0/16', 'many routers and cloud networks use 10.0.0.0/24'],
  ['10.1.0.0/16', 'many office networks use 10.1.0.0/16'],
  ['10.8.0.0/16', 'OpenVPN servers use 10.8.0.0/24'],
  ['172.16.0.0/16', 'many office networks use 172.16.0.0/24'],
  ['172.17.0.0/16', 'Docker uses it on every machine it runs on'],
  ['172.18.0.0/16', 'Docker uses it for its second network'],
]

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
  const lan = COMMON_LANS.find(([cidr]) => overlaps(cidr, range))
  if (!lan) return []
  return [
    {
      code: 'RANGE_OVERLAPS_LAN',
      severity: 'warning',
      objects: ['network'],
      message: `The network: ${range.text} may be in use where its devices are (${lan[1]}), and they then reach only one of the two; use another range.`,
      fix: moveTo(quietRange((range.address >>> 16) & 255)),
    },
  ]
}

/** Second octet of the range offered when the asked one is common itself. */
const QUIET = 40

/** A private range that keeps the second octet where that is not common either. */
function quietRange(octet: number): string {
  const kept = `10.${octet}.0.0/16`
  return COMMON_LANS.some(([cidr]) => overlaps(cidr, kept)) ? `10.${QUIET}.0.0/16` : kept
}

function moveTo(range: string): Problem['fix'] {
  return { label: `Use ${range}`, command: { type: 'set-network', patch: { range } } }
}
