import { randomUUID } from 'node:crypto'
import Database from 'libsql'
import {
  loadMigrations,
  MigrationError,
  nextMigration,
  type AppliedMigration,
  type Migration,
} from '../migrations'
import { BUSY_TIMEOUT_MS, prepareDatabaseFile } from './file'

// Prisma's own table, so that `prisma migrate status` agrees with us.
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`

function applyOne(database: Database.Database, migration: Migration): void {
  const startedAt = Date.now()
  database.exec(migration.sql)
  const broken = database.prepare('PRAGMA foreign_key_check').all()
  if (broken.length > 0)
    throw new MigrationError(
      `Migration ${migration.name} would leave ${broken.length} rows pointing to nothing. Nothing was changed.`,
    )
  database
    .prepare(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "started_at", "finished_at", "migration_name", "logs", "applied_steps_count") VALUES (?, ?, ?, ?, ?, NULL, 1)`,
    )
    .run(randomUUID(), migration.checksum, startedAt, Date.now(), migration.name)
}

/** One pending migration, under the write lock: whoever comes second sees what the first one did. */
function applyNext(database: Database.Database, migrations: Migration[]): string | undefined {
  database.exec('BEGIN IMMEDIATE')
  try {
    database.exec(CREATE_TABLE)
    const rows = database
      .prepare('SELECT * FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL')
      .all() as AppliedMigration[]
    const next = nextMigration(rows, migrations)
    if (next !== undefined) applyOne(database, next)
    database.exec('COMMIT')
    return next?.name
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/**
 * Brings a database file to this version: applies the folder's migrations in order, each in one transaction.
 * Several processes may call it at the same time.
 *
 * @returns names of the migrations this call applied
 * @throws MigrationError
 */
export function migrateSqlite(file: string, folder: string): readonly string[] {
  const migrations = loadMigrations(folder)
  prepareDatabaseFile(file)
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS })
  const done: string[] = []
  try {
    // Rebuilding a table drops the old one; inside a transaction this switch would have no effect.
    database.exec('PRAGMA foreign_keys = OFF')
    for (;;) {
      const name = applyNext(database, migrations)
      if (name === undefined) return done
      done.push(name)
    }
  } finally {
    database.close()
  }
}
