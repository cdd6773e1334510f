import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MigrationError } from '../migrations'
import { migrateSqlite } from './migrate'

const run = promisify(execFile)
let folder: string
let file: string
let root: string

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true })
  await writeFile(path.join(folder, name, 'migration.sql'), sql)
}
function query(sql: string): Record<string, unknown>[] {
  const database = new Database(file)
  try {
    return database.prepare(sql).all() as Record<string, unknown>[]
  } finally {
    database.close()
  }
}
const migrate = () => migrateSqlite(file, folder)
function execute(sql: string): void {
  const database = new Database(file)
  database.exec(sql)
  database.close()
}

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'cockpit-migrate-'))
  folder = path.join(root, 'migrations')
  file = path.join(root, 'db', 'cockpit.db')
  await addMigration(
    '1_first',
    'CREATE TABLE a (id INTEGER PRIMARY KEY);\nINSERT INTO a VALUES (1);',
  )
  await addMigration('2_second', '-- a comment\nALTER TABLE a ADD COLUMN name TEXT;')
})
afterEach(() => rm(root, { recursive: true, force: true }))

describe('migrate', () => {
  it('applies each migration once, in order, with the rows Prisma writes', async () => {
    expect(migrate()).toEqual(['1_first', '2_second'])
    expect(migrate()).toEqual([])
    const rows = query('SELECT * FROM _prisma_migrations ORDER BY migration_name')
    const bytes = await readFile(path.join(folder, '1_first', 'migration.sql'))
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({
      migration_name: '1_first',
      checksum: createHash('sha256').update(bytes).digest('hex'),
      applied_steps_count: 1,
      rolled_back_at: null,
    })
    expect(rows[0]?.['finished_at']).not.toBeNull()
  })

  it('makes the file readable by its owner alone, with write-ahead logging', async () => {
    migrate()
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700)
    expect(query('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }])
  })

  it('refuses a migration changed after it was applied, and changes nothing', async () => {
    migrate()
    await addMigration('1_first', 'CREATE TABLE a (id TEXT);')
    await addMigration('3_third', 'CREATE TABLE c (id TEXT);')
    expect(migrate).toThrow(/1_first was changed/)
    expect(query("SELECT name FROM sqlite_master WHERE name = 'c'")).toEqual([])
  })

  it('refuses a half-applied migration', async () => {
    migrate()
    execute("UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '2_second'")
    expect(migrate).toThrow(/2_second was begun and not finished/)
  })

  it('applies again what was marked as rolled back', async () => {
    migrate()
    execute('ALTER TABLE a DROP COLUMN name')
    execute("UPDATE _prisma_migrations SET rolled_back_at = 1 WHERE migration_name = '2_second'")
    expect(migrate()).toEqual(['2_second'])
  })

  it('refuses the database of a newer cockpit', async () => {
    migrate()
    await rm(path.join(folder, '2_second'), { recursive: true })
    expect(migrate).toThrow(MigrationError)
  })

  it('undoes a migration that fails in the middle', async () => {
    await addMigration('3_third', 'CREATE TABLE c (id TEXT);\nINSERT INTO nowhere VALUES (1);')
    expect(migrate).toThrow(/nowhere/)
    expect(query("SELECT name FROM sqlite_master WHERE name = 'c'")).toEqual([])
    expect(query('SELECT count(*) AS n FROM _prisma_migrations')).toEqual([{ n: 2 }])
  })

  it('rebuilds a table others point to, and refuses to leave rows pointing to nothing', async () => {
    await addMigration(
      '3_child',
      'CREATE TABLE b (a INTEGER REFERENCES a (id) ON DELETE CASCADE);\nINSERT INTO b VALUES (1);',
    )
    await addMigration(
      '4_rebuild',
      'PRAGMA defer_foreign_keys=ON;\nPRAGMA foreign_keys=OFF;\nCREATE TABLE new_a (id INTEGER PRIMARY KEY);\nINSERT INTO new_a SELECT id FROM a;\nDROP TABLE a;\nALTER TABLE new_a RENAME TO a;\nPRAGMA foreign_keys=ON;',
    )
    migrate()
    expect(query('SELECT a FROM b')).toEqual([{ a: 1 }])
    await addMigration('5_orphan', 'DELETE FROM a;')
    expect(migrate).toThrow(/pointing to nothing/)
    expect(query('SELECT count(*) AS n FROM a')).toEqual([{ n: 1 }])
  })

  it('survives first starts of several processes at once', async () => {
    const script = path.join(import.meta.dirname, '..', 'testing', 'migrate-once.ts')
    const starts = Array.from({ length: 3 }, () =>
      run(process.execPath, ['--import', 'tsx', script, `file:${file}`, folder], {
        encoding: 'utf8',
      }),
    )
    const applied = (await Promise.all(starts)).flatMap(
      ({ stdout }) => JSON.parse(stdout) as string[],
    )
    expect(applied.sort()).toEqual(['1_first', '2_second'])
    expect(query('SELECT id FROM a')).toEqual([{ id: 1 }])
  })
})
