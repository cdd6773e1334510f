/** What stands in the database where a text had a NUL character: PostgreSQL stores none, so neither database does. */
const REPLACEMENT = '\uFFFD'

function cleanValue(value: unknown): unknown {
  if (typeof value === 'string')
    return value.includes('\0') ? value.replaceAll('\0', REPLACEMENT) : value
  return Array.isArray(value) ? value.map(cleanValue) : value
}

/** A statement's values as both databases can store and compare them. Texts others wrote may hold anything. */
export function cleanValues<T>(values: readonly T[]): T[] {
  return values.map((value) => cleanValue(value) as T)
}
