import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'libsql'
import { config } from '@/lib/server/config'
import { BUSY_TIMEOUT_MS, prepareDatabaseFile } from './file'

/** The database cannot be brought to this version; nothing was changed. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}

interface Migration {
  name: string
  sql: string
  checksum: string
}
interface AppliedRow {
  migration_name: string
  checksum: string
  finished_at: unknown
  rolled_back_at: unknown
}

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

function defaultFolder(): string {
  return path.join(/* turbopackIgnore: true */ process.cwd(), 'prisma', 'migrations')
}

function loadMigrations(folder: string): Migration[] {
  if (!existsSync(folder))
    throw new MigrationError(`There is no folder ${folder}. Start the cockpit from its own folder.`)
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const bytes = readFileSync(path.join(folder, name, 'migration.sql'))
      const checksum = createHash('sha256').update(bytes).digest('hex')
      return { name, sql: bytes.toString('utf8'), checksum }
    })
}

function checkApplied(rows: AppliedRow[], migrations: Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const row of rows) {
    const migration = known.get(row.migration_name)
    if (migration === undefined)
      throw new MigrationError(
        `The database already has migration ${row.migration_name}, which this version does not know: it belongs to a newer cockpit. Start that one, or restore a backup.`,
      )
    if (row.finished_at === null)
      throw new MigrationError(
        `Migration ${row.migration_name} was begun and not finished. Restore a backup, or repair it and run "prisma migrate resolve".`,
      )
    if (row.checksum !== migration.checksum)
      throw new MigrationError(
        `Migration ${row.migration_name} was changed after it was applied. Put its file back as it was.`,
      )
  }
}

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
      .all() as AppliedRow[]
    checkApplied(rows, migrations)
    const applied = new Set(rows.map((row) => row.migration_name))
    const next = migrations.find((migration) => !applied.has(migration.name))
    if (next !== undefined) applyOne(database, next)
    database.exec('COMMIT')
    return next?.name
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK')
    throw error
  }
}

/**
 * Brings the database to this version: applies `prisma/migrations` in order, each in one transaction.
 * Several processes may call it at the same time.
 *
 * @returns names of the migrations this call applied
 * @throws MigrationError when an applied migration is unknown, changed or half done
 */
export async function migrate(
  target: { file?: string; folder?: string } = {},
): Promise<readonly string[]> {
  const file = target.file ?? config().databaseFile
  const migrations = loadMigrations(target.folder ?? defaultFolder())
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
