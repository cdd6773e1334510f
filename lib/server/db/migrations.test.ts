import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadMigrations, migrationsFolder } from './migrations'
import { migrateSqlite } from './sqlite/migrate'

let folder: string
let sqlite: Database.Database
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cockpit-schema-'))
  const file = path.join(folder, 'cockpit.db')
  migrateSqlite(file, migrationsFolder('sqlite'))
  sqlite = new Database(file)
})
afterAll(async () => {
  sqlite.close()
  await rm(folder, { recursive: true, force: true })
})

const all = (sql: string) => sqlite.prepare(sql).all() as Record<string, unknown>[]
const text = (value: unknown) => String(value)

/** `Table.column`, with `!` when it may not be empty. */
function sqliteColumns(): string[] {
  const tables = all(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'`,
  )
  return tables.flatMap(({ name }) =>
    all(`PRAGMA table_info("${text(name)}")`).map(
      (column) => `${text(name)}.${text(column['name'])}${column['notnull'] ? '!' : ''}`,
    ),
  )
}

const postgresSql = () =>
  loadMigrations(migrationsFolder('postgres'))
    .map(({ sql }) => sql)
    .join('\n')

/** What the statements of the migrations add up to, as Prisma writes them. */
function postgresColumns(): string[] {
  const columns = new Map<string, string>()
  const add = (table: string, definition: string) => {
    const name = /^"(\w+)"/.exec(definition)?.[1]
    if (name) columns.set(`${table}.${name}`, definition.includes('NOT NULL') ? '!' : '')
  }
  for (const [, table = '', body = ''] of postgresSql().matchAll(
    /^CREATE TABLE "(\w+)" \(\n([^;]*)\n\);/gm,
  ))
    for (const line of body.split('\n')) add(table, line.trim())
  for (const [, table = '', body = ''] of postgresSql().matchAll(
    /^ALTER TABLE "(\w+)"\s([^;]*);/gm,
  ))
    for (const part of body.split(/,\s*\n/)) {
      const [, verb, rest = ''] = /^\s*(ADD COLUMN|DROP COLUMN|\w+)\s+(.*)$/s.exec(part) ?? []
      if (verb === 'ADD COLUMN') add(table, rest.trim())
      if (verb === 'DROP COLUMN') columns.delete(`${table}.${/"(\w+)"/.exec(rest)?.[1]}`)
    }
  return [...columns].map(([name, mark]) => name + mark)
}

describe('both kinds of database', () => {
  it('have migrations of the same names', () => {
    const names = (kind: 'sqlite' | 'postgres') =>
      loadMigrations(migrationsFolder(kind)).map(({ name }) => name)
    expect(names('postgres')).toEqual(names('sqlite'))
  })

  it('have the same tables and columns after them', () => {
    expect(sqliteColumns().length).toBeGreaterThan(100)
    expect(postgresColumns().sort()).toEqual(sqliteColumns().sort())
  })

  it('have the same indices', () => {
    const ours = all(`SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL`).map(
      ({ sql }) => text(sql),
    )
    const theirs = [...postgresSql().matchAll(/^CREATE (?:UNIQUE )?INDEX [^;]*/gm)].map(String)
    expect(theirs.sort()).toEqual(ours.sort())
  })

  it('have what prisma/schema.prisma says', () => {
    const schema = readFileSync('prisma/schema.prisma', 'utf8')
    const models = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)]
    const names = new Set(models.map(([, name]) => name))
    const fields = models.flatMap(([, model, body = '']) =>
      [...body.matchAll(/^ {2}(\w+) +(\w+)(\?|\[\])?/gm)].flatMap(([, field, type, mark]) =>
        names.has(type) ? [] : [`${model}.${field}${mark === '?' ? '' : '!'}`],
      ),
    )
    expect(fields.sort()).toEqual(postgresColumns().sort())
  })
})
