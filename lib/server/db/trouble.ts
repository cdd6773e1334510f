/** What is behind a database error, as far as it is no fault of ours: the same words for both databases. */
export type DatabaseTrouble =
  /** another write took too long; nothing was changed */
  | 'busy'
  /** no connection, or it was lost under way: a write may or may not have been done */
  | 'unreachable'
  /** the row to change is not there */
  | 'missing'
  /** a unique value is taken */
  | 'taken'

const BY_CODE = new Map<string, DatabaseTrouble>([
  // timed out waiting, no connection free in time, transaction could not start or ended, conflict
  ...['P1008', 'P2024', 'P2028', 'P2034'].map((code) => [code, 'busy'] as const),
  // sign-in refused, no server, no database, no access, TLS, connection closed, too many connections
  ...['P1000', 'P1001', 'P1003', 'P1010', 'P1011', 'P1017', 'P2037'].map(
    (code) => [code, 'unreachable'] as const,
  ),
  ['P2025', 'missing'],
  ['P2002', 'taken'],
])

/** Tells what a thrown error means; null when it is not the database's, or a fault of ours. */
export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  if (!(error instanceof Error)) return null
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const known = BY_CODE.get(code)
  if (known !== undefined) return known
  return /SQLITE_BUSY|database is locked|SocketTimeout/.test(error.message) ? 'busy' : null
}
