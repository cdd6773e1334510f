/** Kinds of trouble as Prisma's adapters name them; from them come the codes P1008, P1017 and so on. */
type Cause = { kind: string; code?: string }

/** Statement gave up: lock not available, cancelled for its time. */
const BUSY_STATES = new Set(['55P03', '57014'])
/** The server ended or refuses the session: shut down, crashed, starting, abandoned transaction. */
const LOST_STATES = /^(57P0[1-5]|25P03|08...)$/
const LOST_MESSAGES =
  /connection terminated|not queryable|timeout exceeded when trying to connect|connection timeout|socket/i
const LOST_CODES = new Set([
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOENT',
  'EACCES',
])

/** An error of Prisma's adapters, recognised by its name and its cause. */
class AdapterError extends Error {
  override name = 'DriverAdapterError'
  constructor(override readonly cause: Cause & { originalMessage: string }) {
    super(cause.originalMessage)
  }
}

function causeOf(error: Error): Cause | null {
  const { cause } = error
  return typeof cause === 'object' && cause !== null && 'kind' in cause ? (cause as Cause) : null
}

function kindOf(error: Error): string | null {
  const cause = causeOf(error)
  if (cause !== null) {
    if (cause.kind !== 'postgres' || cause.code === undefined) return null
    if (BUSY_STATES.has(cause.code)) return 'SocketTimeout'
    return LOST_STATES.test(cause.code) ? 'ConnectionClosed' : null
  }
  const code = 'code' in error ? String(error.code) : ''
  return LOST_CODES.has(code) || LOST_MESSAGES.test(error.message) ? 'ConnectionClosed' : null
}

/** The adapter names only some faults of a connection; this names the others as well. */
export function nameTrouble(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const kind = kindOf(error)
  return kind === null ? error : new AdapterError({ kind, originalMessage: error.message })
}

/** Whether the connection went away, so that a question may be asked again on another. */
export function isConnectionLost(error: unknown): boolean {
  return error instanceof Error && causeOf(error)?.kind === 'ConnectionClosed'
}
