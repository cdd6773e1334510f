import { DomainError, isDomainError } from '@/lib/errors/domain-error'
import { isPublicRange, parseRange, readIpv4Cidr } from '@/lib/network/cidr'

/** What was typed as the range, as a /16. */
export interface QuickRange {
  /** CIDR text */
  range: string
  /** a loud sentence when it is internet address space; null: it is private */
  warning: string | null
}

/** k3s gives these to pods and services by itself; machines inside them lose each other. */
const K3S_OWN: Readonly<Record<string, string>> = {
  '10.42.0.0/16': 'pods',
  '10.43.0.0/16': 'services',
}

/**
 * Range of a network for a cluster: `10.40`, as startup.sh took it, or `10.40.0.0/16`.
 *
 * @throws DomainError `INVALID_CIDR`
 */
export function parseQuickRange(text: string): QuickRange {
  const typed = text.trim()
  const range = readRange(/^\d{1,3}\.\d{1,3}$/.test(typed) ? `${typed}.0.0/16` : typed, typed)
  const use = K3S_OWN[range]
  if (use)
    throw new DomainError(
      'INVALID_CIDR',
      `k3s gives ${range} to its ${use}, so its machines cannot have it too; use another range, such as 10.40.`,
    )
  return { range, warning: isPublicRange(range) ? publicSentence(range) : null }
}

function readRange(cidr: string, typed: string): string {
  try {
    return parseRange(cidr).text
  } catch (error) {
    if (!isDomainError(error) || readIpv4Cidr(cidr)) throw error
    const shown = JSON.stringify(typed.slice(0, 60))
    throw new DomainError(
      'INVALID_CIDR',
      `The range ${shown} is none; write two numbers, such as 10.40, or a /16, such as 10.40.0.0/16.`,
    )
  }
}

function publicSentence(range: string): string {
  return `${range} is public internet space: whoever joins this network loses the real owners of those addresses. A range of 10.0.0.0/8 is safer.`
}

/** Name of network and cluster when none is given: `k3s-10-40`. */
export function quickStartName(range: string): string {
  return `k3s-${range.split('.').slice(0, 2).join('-')}`
}

const LONGEST_NAME = 31

/** The name, or the name with the lowest number behind it that nobody has. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  for (let number = 2; ; number += 1) {
    const ending = `-${number}`
    const candidate = name.slice(0, LONGEST_NAME - ending.length) + ending
    if (!taken.has(candidate)) return candidate
  }
}
