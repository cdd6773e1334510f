import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import type { DatabaseAddress } from '../database-url'
import {
  loadMigrations,
  MigrationError,
  nextMigration,
  type AppliedMigration,
  type Migration,
} from '../migrations'
import { WRITE_LOCK } from './adapter'
import { connectionOptions } from './connection'

type PostgresAddress = Extract<DatabaseAddress, { kind: 'postgres' }>

/** The number Prisma's own migration command locks, so that the two keep out of each other's way. */
const MIGRATION_LOCK = 72707369
const LOCK_WAIT_MS = 60_000
/** Both may be started at once, and a server takes a moment. */
const SERVER_WAIT_MS = 20_000
const RETRY_MS = 500

// Prisma's own table, so that `prisma migrate status` agrees with us.
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum"              VARCHAR(64) NOT NULL,
    "finished_at"           TIMESTAMPTZ,
    "migration_name"        VARCHAR(255) NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        TIMESTAMPTZ,
    "started_at"            TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count"   INTEGER NOT NULL DEFAULT 0
)`

const NOT_YET = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT', '57P03'])
const REFUSALS = new Map([
  ['28P01', 'it does not accept the password'],
  ['28000', 'it does not let this user in'],
  ['3D000', 'it has no database of that name'],
  ['42501', 'its user may not make tables there; make the user the owner of the database'],
])

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** A sentence without the password, which the driver's own errors do not hold either. */
function refusal(place: string, error: unknown): unknown {
  if (error instanceof MigrationError || !(error instanceof Error)) return error
  const reason = REFUSALS.get(codeOf(error))
  if (reason !== undefined)
    return new MigrationError(`The PostgreSQL server at ${place}: ${reason}. See DATABASE_URL.`)
  if (codeOf(error) === '55P03')
    return new MigrationError('Another process has been changing the database for a minute.')
  return error
}

async function connect({ url, place }: PostgresAddress, waitMs: number): Promise<Client> {
  const end = performance.now() + waitMs
  for (;;) {
    const client = new Client(connectionOptions(url))
    client.on('error', () => undefined) // told again by whatever runs on the connection
    try {
      await client.connect()
      return client
    } catch (error) {
      await client.end().catch(() => undefined)
      if (REFUSALS.has(codeOf(error))) throw refusal(place, error)
      if (!NOT_YET.has(codeOf(error)) || performance.now() > end)
        throw new MigrationError(
          `No connection to the PostgreSQL server at ${place}: ${error instanceof Error ? error.message || codeOf(error) : 'no answer'}. See DATABASE_URL.`,
        )
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }
}

async function requireUtf8(client: Client): Promise<void> {
  const { rows } = await client.query<{ server_encoding: string }>('SHOW server_encoding')
  const encoding = rows[0]?.server_encoding
  if (encoding !== 'UTF8')
    throw new MigrationError(
      `The PostgreSQL database has the encoding ${encoding}; make one with ENCODING 'UTF8'.`,
    )
}

/** One pending migration in one transaction. The locks are held already, so nobody else reads half of it. */
async function applyNext(client: Client, migrations: Migration[]): Promise<string | undefined> {
  await client.query('BEGIN')
  try {
    await client.query(CREATE_TABLE)
    const { rows } = await client.query<AppliedMigration>(
      'SELECT * FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL',
    )
    const next = nextMigration(rows, migrations)
    if (next !== undefined) await applyOne(client, next)
    await client.query('COMMIT')
    return next?.name
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

async function applyOne(client: Client, migration: Migration): Promise<void> {
  const startedAt = new Date()
  await client.query(migration.sql)
  await client.query(
    `INSERT INTO "_prisma_migrations" ("id", "checksum", "started_at", "finished_at", "migration_name", "logs", "applied_steps_count") VALUES ($1, $2, $3, $4, $5, NULL, 1)`,
    [randomUUID(), migration.checksum, startedAt, new Date(), migration.name],
  )
}

/**
 * Brings a PostgreSQL database to this version; see `migrate`. A server that is just starting is waited for.
 *
 * @throws MigrationError
 */
export async function migratePostgres(
  address: PostgresAddress,
  folder: string,
  waitMs = SERVER_WAIT_MS,
): Promise<readonly string[]> {
  const migrations = loadMigrations(folder)
  const client = await connect(address, waitMs)
  const done: string[] = []
  try {
    await requireUtf8(client)
    await client.query(`SET lock_timeout = ${LOCK_WAIT_MS}`)
    // Writers of running cockpits never ask for the first lock, so the two are always taken in one order.
    await client.query(
      `SELECT pg_advisory_lock(${MIGRATION_LOCK}), pg_advisory_lock(${WRITE_LOCK})`,
    )
    for (;;) {
      const name = await applyNext(client, migrations)
      if (name === undefined) return done
      done.push(name)
    }
  } catch (error) {
    throw refusal(address.place, error)
  } finally {
    await client.end().catch(() => undefined)
  }
}
