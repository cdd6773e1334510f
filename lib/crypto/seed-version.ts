const QUOTE = 0x22
const BACKSLASH = 0x5c
const SPACES: readonly number[] = [0x20, 0x09, 0x0a, 0x0d]
const SEMVER =
  /^((?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?)(?:\+[0-9A-Za-z.-]+)?$/

/**
 * Splits the version in front of a seed file from what follows. The version is a JSON string with a semantic version;
 * its build part does not count. Anything else in front means that there is no version and all bytes are the seed,
 * even when they begin with a quote.
 */
export function splitVersion(bytes: Uint8Array): { version: string | null; rest: Uint8Array } {
  const start = bytes.findIndex((byte) => !SPACES.includes(byte))
  const end = start >= 0 && bytes[start] === QUOTE ? closingQuote(bytes, start + 1) : -1
  const version = end < 0 ? null : semver(bytes.subarray(start, end + 1))
  return version === null ? { version, rest: bytes } : { version, rest: bytes.subarray(end + 1) }
}

function closingQuote(bytes: Uint8Array, from: number): number {
  for (let i = from; i < bytes.length; i++) {
    if (bytes[i] === QUOTE) return i
    if (bytes[i] === BACKSLASH) i++
  }
  return -1
}

function semver(json: Uint8Array): string | null {
  try {
    const text: unknown = JSON.parse(new TextDecoder().decode(json))
    return typeof text === 'string' ? (SEMVER.exec(text)?.[1] ?? null) : null
  } catch {
    return null
  }
}
