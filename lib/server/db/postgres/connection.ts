import type { ClientConfig } from 'pg'

/** How long a write waits for another process's before it gives up, as SQLite's busy timeout. */
export const LOCK_WAIT_MS = 5_000
/** Connections of one process: one writes at a time, the others read. */
export const POOL_SIZE = 10
const CONNECT_MS = 5_000
const IDLE_MS = 30_000
/** No statement of ours takes this long; one that does is stuck. */
const STATEMENT_MS = 30_000
/**
 * A transaction that says nothing for so long belongs to a process that hangs or whose line is cut: the server ends it and
 * frees the write lock. Longer than a transaction may take here.
 */
const ABANDONED_MS = 20_000

/** What every connection has in common. */
export function connectionOptions(url: string): ClientConfig {
  return {
    connectionString: url,
    application_name: 'cockpit',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  }
}

/** Options of the pool that the app works with. */
export function poolOptions(url: string) {
  return {
    ...connectionOptions(url),
    max: POOL_SIZE,
    idleTimeoutMillis: IDLE_MS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: ABANDONED_MS,
  }
}
