import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { DatabaseAddress } from './database-url'

/** The database cannot be brought to this version; nothing was changed. */
export class MigrationError extends Error {
  override name = 'MigrationError'
}

/** One folder of migrations, read. */
export interface Migration {
  name: string
  sql: string
  checksum: string
}

/** A row of Prisma's own table of migrations, so that `prisma migrate status` agrees with us. */
export interface AppliedMigration {
  migration_name: string
  checksum: string
  finished_at: unknown
  rolled_back_at: unknown
}

const FOLDERS = { sqlite: 'migrations', postgres: 'migrations-postgres' } as const

/** Where the migrations of a kind of database are. */
export function migrationsFolder(kind: DatabaseAddress['kind']): string {
  return path.join(/* turbopackIgnore: true */ process.cwd(), 'prisma', FOLDERS[kind])
}

/**
 * All migrations of a folder, in order.
 *
 * @throws MigrationError when there is no such folder
 */
export function loadMigrations(folder: string): Migration[] {
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

/**
 * The first migration that is not in the database.
 *
 * @param rows those applied and not rolled back
 * @throws MigrationError when an applied migration is unknown, changed or half done
 */
export function nextMigration(
  rows: readonly AppliedMigration[],
  migrations: readonly Migration[],
): Migration | undefined {
  for (const row of rows) checkApplied(row, migrations)
  const applied = new Set(rows.map((row) => row.migration_name))
  return migrations.find((migration) => !applied.has(migration.name))
}

function checkApplied(row: AppliedMigration, migrations: readonly Migration[]): void {
  const migration = migrations.find(({ name }) => name === row.migration_name)
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
