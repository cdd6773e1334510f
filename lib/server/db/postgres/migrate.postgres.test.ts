import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from '../migrate'
import { loadMigrations, MigrationError, migrationsFolder } from '../migrations'
import {
  addressOf,
  createPostgresDatabase,
  testServer,
  type PostgresDatabase,
} from '../testing/postgres-database'

const run = promisify(execFile)
let folder: string
let database: PostgresDatabase
let client: Client

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true })
  await writeFile(path.join(folder, name, 'migration.sql'), sql)
}
const apply = () => migrate(addressOf(database.url), folder)
const rows = async (sql: string) => (await client.query<Record<string, unknown>>(sql)).rows

beforeEach(async () => {
  const server = testServer()
  if (server === null) throw new Error('This test runs on PostgreSQL only.')
  folder = await mkdtemp(path.join(tmpdir(), 'cockpit-migrate-'))
  database = await createPostgresDatabase(server, { empty: true })
  client = new Client({ connectionString: database.url })
  client.on('error', () => undefined)
  await client.connect()
  await addMigration('1_first', 'CREATE TABLE a (id INTEGER);\nINSERT INTO a VALUES (1);')
  await addMigration('2_second', '-- a comment\nALTER TABLE a ADD COLUMN name TEXT;')
})
afterEach(async () => {
  await client.end()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

describe('migrations of PostgreSQL', () => {
  it('are applied once each, in order, with the rows Prisma writes', async () => {
    expect(await apply()).toEqual(['1_first', '2_second'])
    expect(await apply()).toEqual([])
    const bytes = await readFile(path.join(folder, '1_first', 'migration.sql'))
    const [first, ...rest] = await rows(
      'SELECT * FROM "_prisma_migrations" ORDER BY migration_name',
    )
    expect(rest).toHaveLength(1)
    expect(first).toMatchObject({
      migration_name: '1_first',
      checksum: createHash('sha256').update(bytes).digest('hex'),
      applied_steps_count: 1,
      rolled_back_at: null,
      finished_at: expect.any(Date),
      logs: null,
    })
  })

  it('are refused when one was changed, is half done, or is unknown', async () => {
    await apply()
    await addMigration('1_first', 'CREATE TABLE a (id TEXT);')
    await expect(apply()).rejects.toThrow(/1_first was changed/)
    await addMigration('1_first', 'CREATE TABLE a (id INTEGER);\nINSERT INTO a VALUES (1);')
    await client.query(
      `UPDATE "_prisma_migrations" SET finished_at = NULL WHERE migration_name = '2_second'`,
    )
    await expect(apply()).rejects.toThrow(/2_second was begun and not finished/)
    await rm(path.join(folder, '2_second'), { recursive: true })
    await expect(apply()).rejects.toThrow(MigrationError)
  })

  it('are undone whole when they fail in the middle', async () => {
    await addMigration('3_third', 'CREATE TABLE c (id TEXT);\nINSERT INTO nowhere VALUES (1);')
    await expect(apply()).rejects.toThrow(/nowhere/)
    expect(await rows("SELECT 1 FROM pg_tables WHERE tablename = 'c'")).toEqual([])
    expect(await rows('SELECT count(*)::int AS n FROM "_prisma_migrations"')).toEqual([{ n: 2 }])
  })

  it('survive first starts of several processes at once', async () => {
    const script = path.join(import.meta.dirname, '..', 'testing', 'migrate-once.ts')
    const starts = Array.from({ length: 3 }, () =>
      run(process.execPath, ['--import', 'tsx', script, database.url, folder], {
        encoding: 'utf8',
      }),
    )
    const applied = (await Promise.all(starts)).flatMap(
      ({ stdout }) => JSON.parse(stdout) as string[],
    )
    expect(applied.sort()).toEqual(['1_first', '2_second'])
    expect(await rows('SELECT id FROM a')).toEqual([{ id: 1 }])
  })

  it('of the product leave every text in the order of its bytes', async () => {
    await migrate(addressOf(database.url))
    const other = await rows(`
      SELECT table_name, column_name FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
        AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'`)
    expect(other).toEqual([])
    const known = loadMigrations(migrationsFolder('postgres')).map(({ name }) => name)
    const done = await rows('SELECT migration_name FROM "_prisma_migrations" ORDER BY 1')
    expect(done.map((row) => row['migration_name'])).toEqual(known)
  })
})

describe('a server that refuses', () => {
  const refused = (url: string) =>
    import('./migrate').then(({ migratePostgres }) => {
      const address = addressOf(url)
      if (address.kind !== 'postgres') throw new Error('No PostgreSQL.')
      return migratePostgres(address, folder, 0)
    })

  it('is told in a sentence without the password', async () => {
    const wrong = new URL(database.url)
    wrong.password = 'hidden'
    wrong.port = '1'
    await expect(refused(wrong.href)).rejects.toThrow(/No connection to the PostgreSQL server at/)
    await expect(refused(wrong.href)).rejects.not.toThrow(/hidden/)
    await expect(refused(`${database.url}_gone`)).rejects.toThrow(/no database of that name/)
    const unknown = new URL(database.url)
    unknown.username = 'nobody_here'
    await expect(refused(unknown.href)).rejects.toThrow(/does not let this user in/)
  })

  it('because its user may make no tables', async () => {
    await client.query('CREATE ROLE guest LOGIN')
    const guest = new URL(database.url)
    guest.username = 'guest'
    await expect(refused(guest.href)).rejects.toThrow(/may not make tables/)
    await client.query('DROP ROLE guest')
  })
})
