import { readFile, rm, stat, writeFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import type { Prisma } from '@/lib/server/db/generated/client'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { BackupError, readArchive } from './archive'
import { backup } from './backup'
import { delegateOf } from './database'
import { decodeRow, encodeRow } from './row-json'
import { restore } from './restore'
import { BACKUP_TABLES, LEFT_OUT } from './tables'

let databases: TempDatabase[] = []
afterEach(async () => {
  for (const database of databases.reverse()) await database.close()
  databases = []
})
async function fresh() {
  const database = await withTempDatabase()
  databases.push(database)
  return database
}

/** One row in every kind of table, with dates, large integers, quotes and line breaks. */
async function fill({ db, dataDir }: TempDatabase) {
  const at = new Date('2026-11-22T10:20:30.123Z')
  await db.user.create({ data: { id: 'u1', name: 'Ada "A"\n', email: 'ada@example.com' } })
  await db.session.create({ data: { id: 's1', token: 'live-token', expiresAt: at, userId: 'u1' } })
  await db.setting.createMany({
    data: [
      { key: 'vault.check', value: 'x' },
      { key: 'jobs/runner', value: 'lease' },
    ],
  })
  const grid = await db.grid.create({ data: { name: 'g', kind: 'embedded', url: 'http://x' } })
  await db.identity.create({
    data: { id: 'i1', name: 'id', publicId: 'P', sealedSeed: 'v1.a.b.c', ownerId: 'u1' },
  })
  await db.network.create({ data: { id: 'n1', gridId: grid.id, name: 'net', design: '{}' } })
  await db.event.createMany({
    data: Array.from({ length: 1203 }, (_, index) => ({
      kind: 'grid',
      subjectId: String(index),
      message: 'm',
      at,
    })),
  })
  await db.explorerReservation.create({
    data: {
      number: 0,
      nodeId: 'N',
      userId: 'U',
      type: 'network',
      raw: '{"a":"\\u0000"}',
      expiresAt: 9_007_199_254_740_991n,
    },
  })
  await mkdir(path.join(dataDir, 'keys'), { recursive: true })
  await writeFile(path.join(dataDir, 'keys', 'vault.key'), 'the-key')
  await mkdir(path.join(dataDir, 'noded', 'node-1'), { recursive: true })
  await writeFile(path.join(dataDir, 'noded', 'node-1', 'seed'), Buffer.from([0, 255, 10]))
}

async function everything({ db }: TempDatabase) {
  const tables: Record<string, unknown> = {}
  for (const table of BACKUP_TABLES) {
    const delegate = delegateOf(db, table)
    const orderBy = table.key.map((field) => ({ [field]: 'asc' as const }))
    const rows = await delegate.findMany({ orderBy, skip: 0, take: 100_000 })
    tables[table.model] = rows.filter((row) => !table.skip?.(row)).map(encodeRow)
  }
  return tables
}

const options = { version: '0.1.0', now: new Date('2026-11-22T11:00:00Z') }
const PASSPHRASE = 'correct horse battery'

describe('backup and restore', () => {
  test('bring back every row of every table, and the keys', async () => {
    const old = await fresh()
    await fill(old)
    const file = path.join(old.dataDir, 'b.gz')
    await backup({ ...options, file, passphrase: PASSPHRASE })
    const before = await everything(old)
    const next = await fresh()
    const restored = await restore({ file, passphrase: PASSPHRASE })
    expect(restored).toMatchObject({ madeAt: '2026-11-22T11:00:00.000Z', withKeys: true })
    expect(await everything(next)).toEqual(before)
    expect(await next.db.event.count()).toBe(1203)
    expect((await next.db.explorerReservation.findFirst())?.expiresAt).toBe(9_007_199_254_740_991n)
    expect(await readFile(path.join(next.dataDir, 'keys', 'vault.key'), 'utf8')).toBe('the-key')
    expect(await readFile(path.join(next.dataDir, 'noded', 'node-1', 'seed'))).toEqual(
      Buffer.from([0, 255, 10]),
    )
    expect((await stat(path.join(next.dataDir, 'keys', 'vault.key'))).mode & 0o777).toBe(0o600)
    // what comes next gets a number of its own
    const event = await next.db.event.create({
      data: { kind: 'grid', subjectId: 'new', message: 'm' },
    })
    expect(event.id).toBe(1204)
  })

  test('without keys the file holds no secret that is not sealed, and no session', async () => {
    const old = await fresh()
    await fill(old)
    const file = path.join(old.dataDir, 'b.gz')
    await backup({ ...options, file })
    const text = gunzipSync(await readFile(file)).toString('utf8')
    for (const secret of ['the-key', 'live-token', 'lease']) expect(text).not.toContain(secret)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    await fresh()
    expect((await restore({ file })).withKeys).toBe(false)
  })

  test('no other file is written over', async () => {
    const old = await fresh()
    const file = path.join(old.dataDir, 'b.gz')
    await writeFile(file, 'mine')
    await expect(backup({ ...options, file })).rejects.toThrow('is there already')
    expect(await readFile(file, 'utf8')).toBe('mine')
  })

  test.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 40)],
    ['not gzip', () => Buffer.from('hello')],
    ['empty', () => gzipSync('')],
    ['without an end', () => gzipSync('{"cockpit":"backup"}\n')],
    [
      'with a row changed',
      (bytes: Buffer) =>
        gzipSync(gunzipSync(bytes).toString('utf8').replace('ada@example.com', 'eve@example.com')),
    ],
    [
      'with more behind its end',
      (bytes: Buffer) =>
        gzipSync(`${gunzipSync(bytes).toString('utf8')}{"table":"User","rows":[]}\n`),
    ],
  ])('a file %s is refused and changes nothing', async (_what, damage) => {
    const old = await fresh()
    await fill(old)
    const file = path.join(old.dataDir, 'b.gz')
    await backup({ ...options, file })
    await writeFile(file, damage(await readFile(file)))
    const next = await fresh()
    await expect(restore({ file })).rejects.toThrow(BackupError)
    expect(await next.db.user.count()).toBe(0)
  })

  test('a cockpit in use, a wrong passphrase and a newer backup are refused', async () => {
    const old = await fresh()
    await fill(old)
    const file = path.join(old.dataDir, 'b.gz')
    await backup({ ...options, file, passphrase: PASSPHRASE })
    await expect(restore({ file })).rejects.toThrow('in use')
    const next = await fresh()
    await expect(restore({ file, passphrase: 'wrong wrong wrong' })).rejects.toThrow('passphrase')
    await next.db.setting.create({ data: { key: 'jobs/runner', value: 'lease' } })
    await expect(restore({ file })).rejects.toThrow('running here')
    await next.db.setting.updateMany({ data: { updatedAt: new Date('2026-01-01') } })
    const text = gunzipSync(await readFile(file)).toString('utf8')
    await writeFile(file, gzipSync(text.replace('"migrations":[', '"migrations":["29991231_new",')))
    await expect(restore({ file })).rejects.toThrow(BackupError)
    expect(await next.db.user.count()).toBe(0)
  })

  test('keys that are there already stop everything', async () => {
    const old = await fresh()
    await fill(old)
    const file = path.join(old.dataDir, 'b.gz')
    await backup({ ...options, file, passphrase: PASSPHRASE })
    const next = await fresh()
    await mkdir(path.join(next.dataDir, 'keys'), { recursive: true })
    await writeFile(path.join(next.dataDir, 'keys', 'vault.key'), 'other')
    await expect(restore({ file, passphrase: PASSPHRASE })).rejects.toThrow('is there already')
    expect(await next.db.user.count()).toBe(0)
    await rm(path.join(next.dataDir, 'keys'), { recursive: true })
    await restore({ file, passphrase: PASSPHRASE })
  })
})

test('every table is either in a backup or left out on purpose', async () => {
  const { Prisma } = await import('@/lib/server/db/generated/client')
  const all = Object.values(Prisma.ModelName) as Prisma.ModelName[]
  const named = [...BACKUP_TABLES.map(({ model }) => model), ...LEFT_OUT]
  expect([...named].sort()).toEqual([...all].sort())
})

test.each([[{ a: 1, b: null, c: 'x', d: true, e: new Date(5), f: 12n }]])(
  'a row survives JSON',
  (row) => {
    expect(decodeRow(JSON.parse(JSON.stringify(encodeRow(row))))).toEqual(row)
  },
)

test('a file that is not there says so', async () => {
  await expect(readArchive('/nonexistent/b.gz', () => undefined).next()).rejects.toThrow(
    'There is no such file',
  )
})
