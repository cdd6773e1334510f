import { closeSync, mkdirSync, openSync } from 'node:fs'
import path from 'node:path'
import Database from 'libsql'

/** How long a statement waits for another process's write before it gives up with SQLITE_BUSY. */
export const BUSY_TIMEOUT_MS = 5_000

const WAL_ATTEMPTS = 100
const WAL_PAUSE_MS = 50

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

/**
 * Makes the database's folder and file when they are missing, readable by their owner alone, and switches the file to
 * write-ahead logging. SQLite gives the files beside it (-wal, -shm) the same mode.
 */
export function prepareDatabaseFile(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  createPrivately(file)
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    switchToWal(database)
  } finally {
    database.close()
  }
}

/**
 * Only ever makes a new file. Closing a descriptor of a database that is open in this process would drop the locks
 * SQLite holds on it (POSIX locks belong to the process), and other processes would then overwrite what they may not.
 */
function createPrivately(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** SQLite does not wait for others here whatever the timeout says, and two first starts may meet: try again. */
function switchToWal(database: Database.Database): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      database.exec('PRAGMA journal_mode = WAL')
      return
    } catch (error) {
      if (attempt === WAL_ATTEMPTS || !/busy|locked/i.test(String(error))) throw error
      pause(WAL_PAUSE_MS)
    }
  }
}
