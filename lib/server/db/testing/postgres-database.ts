import { createHash, randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { parseDatabaseUrl, type DatabaseAddress } from '../database-url'
import { migrate } from '../migrate'
import { loadMigrations, migrationsFolder } from '../migrations'

/** Whoever makes the template first; the others wait. */
const TEMPLATE_LOCK = 720_711

export function addressOf(url: string): DatabaseAddress {
  const address = parseDatabaseUrl(url, '')
  if (typeof address === 'string') throw new Error(address)
  return address
}

function withName(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

async function onServer<T>(serverUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: serverUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function templateName(): string {
  const hash = createHash('sha256')
  for (const { checksum } of loadMigrations(migrationsFolder('postgres'))) hash.update(checksum)
  return `cockpit_template_${hash.digest('hex').slice(0, 16)}`
}

/** A migrated database to copy from: copying is much quicker than migrating. */
async function ensureTemplate(client: Client, serverUrl: string): Promise<string> {
  const name = templateName()
  const isThere = async () =>
    (await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).rowCount !== 0
  if (await isThere()) return name
  await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK])
  try {
    if (await isThere()) return name
    const draft = `${name}_draft`
    await client.query(`DROP DATABASE IF EXISTS ${draft}`)
    await client.query(`CREATE DATABASE ${draft} TEMPLATE template0 ENCODING 'UTF8'`)
    await migrate(addressOf(withName(serverUrl, draft)))
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`)
    return name
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK])
  }
}

/** A database of its own on a test server; `drop` removes it, whoever is still connected. */
export interface PostgresDatabase {
  url: string
  drop: () => Promise<void>
}

/** Makes a database: migrated, or `empty`. */
export async function createPostgresDatabase(
  serverUrl: string,
  { empty = false } = {},
): Promise<PostgresDatabase> {
  const name = `cockpit_test_${randomBytes(8).toString('hex')}`
  await onServer(serverUrl, async (client) => {
    const template = empty ? 'template0' : await ensureTemplate(client, serverUrl)
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  })
  return {
    url: withName(serverUrl, name),
    drop: () =>
      onServer(serverUrl, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      }),
  }
}

/** The server that tests run on when COCKPIT_TEST_DATABASE is `postgres`; null on SQLite. */
export function testServer(): string | null {
  if (process.env['COCKPIT_TEST_DATABASE'] !== 'postgres') return null
  const url = process.env['COCKPIT_TEST_POSTGRES']
  if (!url)
    throw new Error('COCKPIT_TEST_POSTGRES names no server; see lib/cli/steps/postgres.mjs.')
  return url
}
