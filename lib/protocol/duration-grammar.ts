/** Units of Go's `time.ParseDuration`, in nanoseconds. */
export const GO_UNITS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['µs', 1_000n], // U+00B5
  ['μs', 1_000n], // U+03BC
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
])

/** What people may type: Go's units, days and weeks. */
export const USER_UNITS: ReadonlyMap<string, bigint> = new Map([
  ...GO_UNITS,
  ['d', 86_400_000_000_000n],
  ['w', 604_800_000_000_000n],
])

const PART = /([0-9]*)(?:\.([0-9]*))?([^0-9.]+)/y

/**
 * Nanoseconds of a signed sequence of decimal numbers with units, by Go's rules; may exceed int64. Null when the text is no such
 * sequence.
 */
export function readDuration(text: string, units: ReadonlyMap<string, bigint>): bigint | null {
  const sign = /^[+-]/.exec(text)?.[0] ?? ''
  const body = text.slice(sign.length)
  if (body === '0') return 0n
  if (body === '') return null
  let total = 0n
  PART.lastIndex = 0
  while (PART.lastIndex < body.length) {
    const match = PART.exec(body)
    if (!match) return null
    const [, whole = '', fraction = '', name = ''] = match
    const unit = units.get(name)
    if (unit === undefined || (whole === '' && fraction === '')) return null
    total += BigInt(whole || '0') * unit + fractionOf(fraction, unit)
  }
  return sign === '-' ? -total : total
}

/** Go multiplies the decimals as floating point and cuts the rest off. */
function fractionOf(digits: string, unit: bigint): bigint {
  if (digits === '') return 0n
  const kept = digits.slice(0, 18)
  return BigInt(Math.trunc(Number(kept) * (Number(unit) / 10 ** kept.length)))
}
