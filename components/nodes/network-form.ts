import { DomainError } from '@/lib/errors/domain-error'
import { isPublicRange as isPublic, parseRange } from '@/lib/network/cidr'

/** Form checks of a new network, with the sentences of the pure core. */

export function nameProblem(name: string): string | null {
  if (/^[a-z][a-z0-9-]{0,30}$/.test(name.trim())) return null
  return 'Use 1 to 31 lower-case letters, digits and dashes, a letter first.'
}

export function rangeProblem(range: string): string | null {
  try {
    parseRange(range.trim())
    return null
  } catch (error) {
    if (error instanceof DomainError) return error.message
    throw error
  }
}

export function isPublicRange(range: string): boolean {
  try {
    return isPublic(range.trim())
  } catch {
    return false
  }
}

const FIRST = 40

/** The first 10.x.0.0/16 none of the networks uses. */
export function freeRange(taken: readonly string[]): string {
  for (let offset = 0; offset < 256; offset++) {
    const range = `10.${(FIRST + offset) % 256}.0.0/16`
    if (!taken.includes(range)) return range
  }
  return '10.40.0.0/16'
}
