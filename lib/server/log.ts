const SECRET_FIELD = /secret|password|token|seed|private|cookie|authorization|sealed|code$/i
const LONGEST_TEXT = 4_000

type Level = 'info' | 'warn' | 'error'

function describeError(error: Error): Record<string, unknown> {
  const { name, message, stack, cause } = error
  const code = 'code' in error ? error.code : undefined
  return { name, message, code, stack, cause: cause instanceof Error ? cause.message : undefined }
}

/** Fields whose names say secret are hidden, wherever they stand; long texts are cut. */
function redact(key: string, value: unknown): unknown {
  if (SECRET_FIELD.test(key) && key !== 'code' && value !== undefined) return '[hidden]'
  if (value instanceof Error) return describeError(value)
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Uint8Array) return `[${value.length} bytes]`
  if (typeof value === 'string' && value.length > LONGEST_TEXT)
    return `${value.slice(0, LONGEST_TEXT)}…`
  return value
}

/** One line of JSON for the log: `log('warn', 'grid is down', { gridId, error })`. Never a secret, not even by accident. */
export function log(level: Level, message: string, fields: Record<string, unknown> = {}): void {
  const line = JSON.stringify({ at: new Date().toISOString(), level, message, ...fields }, redact)
  const stream = level === 'error' ? process.stderr : process.stdout
  stream.write(`${line}\n`)
}
