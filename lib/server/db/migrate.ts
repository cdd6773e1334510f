import { config } from '@/lib/server/config'
import type { Transaction } from './client'
import type { DatabaseAddress } from './database-url'
import { loadMigrations, migrationsFolder } from './migrations'

export { MigrationError } from './migrations'

/**
 * Brings a database to this version: applies its kind's migrations in order, each in one transaction.
 * Several processes may call it at the same time.
 *
 * @returns names of the migrations this call applied
 * @throws MigrationError when an applied migration is unknown, changed or half done, or the server does not answer
 */
export async function migrate(
  address: DatabaseAddress = config().database,
  folder = migrationsFolder(address.kind),
): Promise<readonly string[]> {
  if (address.kind === 'sqlite')
    return (await import('./sqlite/migrate')).migrateSqlite(address.file, folder)
  return (await import('./postgres/migrate')).migratePostgres(address, folder)
}

/** Names of the migrations this version knows, in order; they are the same for both kinds of database. */
export function knownMigrations(): string[] {
  return loadMigrations(migrationsFolder(config().database.kind)).map(({ name }) => name)
}

/** After rows came with ids of their own: numbers that are counted go on behind the largest. SQLite does so by itself. */
export async function afterRestore(tx: Transaction): Promise<void> {
  if (config().database.kind === 'postgres')
    await (await import('./postgres/sequences')).continueSequences(tx)
}
