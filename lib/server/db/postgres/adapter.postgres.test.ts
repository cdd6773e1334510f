import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { config } from '@/lib/server/config'
import { closeDb, db } from '../client'
import { createPostgresDatabase, testServer } from '../testing/postgres-database'
import { withTempDatabase, type TempDatabase } from '../testing/temp-db'
import { databaseTrouble } from '../trouble'
import { WRITE_LOCK } from './adapter'

let temp: TempDatabase
let other: Client
beforeAll(async () => {
  temp = await withTempDatabase()
  other = new Client({ connectionString: config().database.url })
  other.on('error', () => undefined)
  await other.connect()
  await db().setting.create({ data: { key: 'a', value: '1' } })
})
afterAll(async () => {
  await other.end()
  await temp.close()
})

const troubleOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => databaseTrouble(error),
  )
const holdLock = () => other.query(`BEGIN; SELECT pg_advisory_xact_lock(${WRITE_LOCK})`)
/** Ends every connection of this process, as a server that restarts does. */
const cutConnections = () =>
  other.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  )

describe('another process that writes', () => {
  it('is waited for, and what it wrote is seen inside the transaction', async () => {
    await holdLock()
    await other.query(`UPDATE "Setting" SET "value" = 'theirs' WHERE "key" = 'a'`)
    const mine = db().$transaction(async (tx) => {
      const row = await tx.setting.findUniqueOrThrow({ where: { key: 'a' } })
      return tx.setting.update({ where: { key: 'a' }, data: { value: `${row.value}+` } })
    })
    const single = db().setting.updateMany({ where: { key: 'a' }, data: { updatedAt: new Date() } })
    // Reading waits for nobody.
    expect((await db().setting.findUnique({ where: { key: 'a' } }))?.value).toBe('1')
    await other.query('COMMIT')
    expect((await mine).value).toBe('theirs+')
    expect((await single).count).toBe(1)
  })

  it('is given up on after a while, and nothing stays behind', async () => {
    await holdLock()
    const write = db().setting.create({ data: { key: 'never', value: '' } })
    expect(await troubleOf(write)).toBe('busy')
    expect(await troubleOf(db().$transaction((tx) => tx.setting.count()))).toBe('busy')
    await other.query('ROLLBACK')
    await db().setting.create({ data: { key: 'later', value: '' } })
    expect(await db().setting.count({ where: { key: 'never' } })).toBe(0)
  })

  it('does not use up the connections while many writes wait', async () => {
    await holdLock()
    const writes = Array.from({ length: 30 }, (_, index) =>
      db().setting.create({ data: { key: `many ${index}`, value: '' } }),
    )
    const reads = Array.from({ length: 30 }, () => db().setting.count())
    expect(await Promise.all(reads)).toHaveLength(30)
    await other.query('ROLLBACK')
    expect(await Promise.all(writes)).toHaveLength(30)
  })
})

describe('a connection that is lost', () => {
  it('while idle: questions are asked again, and writes begin again', async () => {
    const many = () => Promise.all(Array.from({ length: 30 }, () => db().setting.count()))
    await many()
    await cutConnections()
    expect((await many())[0]).toBeGreaterThan(0)
    await cutConnections()
    await db().setting.create({ data: { key: 'written after', value: '' } })
  })

  it('inside a transaction: it is undone, said, and the next one works', async () => {
    const cut = db().$transaction(async (tx) => {
      await tx.setting.create({ data: { key: 'cut', value: '' } })
      await cutConnections()
      await tx.setting.count()
    })
    expect(await troubleOf(cut)).toBe('unreachable')
    await db().$transaction((tx) => tx.setting.create({ data: { key: 'after', value: '' } }))
    expect(await db().setting.count({ where: { key: 'cut' } })).toBe(0)
  })
})

it('a transaction that takes too long frees the lock', async () => {
  const slow = db().$transaction(
    async (tx) => {
      await tx.setting.create({ data: { key: 'slow', value: '' } })
      await new Promise((resolve) => setTimeout(resolve, 400))
      await tx.setting.count()
    },
    { timeout: 100 },
  )
  expect(await troubleOf(slow)).toBe('busy')
  await db().setting.create({ data: { key: 'free', value: '' } })
  expect(await db().setting.count({ where: { key: 'slow' } })).toBe(0)
})

it('numbers of events are committed in their order, whoever writes', async () => {
  const record = (index: number) =>
    db().$transaction(async (tx) => {
      await tx.event.create({ data: { kind: 'grid', subjectId: `${index}`, message: 'm' } })
      await new Promise((resolve) => setTimeout(resolve, index % 3))
    })
  const seen: number[] = []
  let isDone = false
  const reader = (async () => {
    while (!isDone) {
      const rows = await db().event.findMany({
        where: { id: { gt: seen.at(-1) ?? 0 } },
        orderBy: { id: 'asc' },
      })
      seen.push(...rows.map(({ id }) => id))
    }
  })()
  await Promise.all(Array.from({ length: 60 }, (_, index) => record(index)))
  await db().event.count()
  await new Promise((resolve) => setTimeout(resolve, 50))
  isDone = true
  await reader
  const all = await db().event.findMany({ orderBy: { id: 'asc' }, select: { id: true } })
  expect(seen).toEqual(all.map(({ id }) => id))
})

it('names a server that is not there, and a database that is not', async () => {
  const { url } = config().database
  const before = process.env['DATABASE_URL']
  const nowhere = new URL(url)
  nowhere.port = '1'
  for (const wrong of [nowhere.href, `${url}_gone`]) {
    process.env['DATABASE_URL'] = wrong
    expect(await troubleOf(db().setting.count())).toBe('unreachable')
    expect(await troubleOf(db().setting.create({ data: { key: 'x', value: '' } }))).toBe(
      'unreachable',
    )
    await closeDb()
  }
  process.env['DATABASE_URL'] = before
})

it('leaves no connection behind when it is closed', async () => {
  const server = testServer()
  if (server === null) throw new Error('This test runs on PostgreSQL only.')
  const database = await createPostgresDatabase(server)
  const before = process.env['DATABASE_URL']
  process.env['DATABASE_URL'] = database.url
  await Promise.all(Array.from({ length: 20 }, () => db().setting.count()))
  await closeDb()
  process.env['DATABASE_URL'] = before
  const name = new URL(database.url).pathname.slice(1)
  const left = () =>
    other.query('SELECT 1 FROM pg_stat_activity WHERE datname = $1', [name]).then((r) => r.rowCount)
  await expect.poll(left, { timeout: 5_000 }).toBe(0)
  await database.drop()
})
