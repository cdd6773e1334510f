import { DomainError } from '@/lib/errors/domain-error'

/** A network of 255 nodes with all its peers stays below this. */
export const MAX_NETWORK_FILE_CHARS = 32_000_000
const MAX_DEPTH = 12

/**
 * Refuses JSON text that is too large or nested too deeply to be a network, before it is parsed.
 *
 * @throws DomainError `INVALID_NETWORK_FILE`
 */
export function refuseHostileJson(text: string): void {
  if (text.length > MAX_NETWORK_FILE_CHARS)
    throw refuse(`The file has more than ${MAX_NETWORK_FILE_CHARS / 1_000_000} million characters`)
  if (deepest(text) > MAX_DEPTH) throw refuse(`The file is nested deeper than ${MAX_DEPTH} levels`)
}

function refuse(what: string): DomainError {
  return new DomainError(
    'INVALID_NETWORK_FILE',
    `${what}; choose the network.json that tfuser wrote.`,
  )
}

/** Deepest nesting outside strings; stops counting once it is too deep. */
function deepest(text: string): number {
  let [depth, most, inString] = [0, 0, false]
  for (let index = 0; index < text.length && most <= MAX_DEPTH; index += 1) {
    const char = text[index]
    if (inString) {
      if (char === '\\') index += 1
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '{' || char === '[') most = Math.max(most, (depth += 1))
    else if (char === '}' || char === ']') depth -= 1
  }
  return most
}
