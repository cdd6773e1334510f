import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { config } from '@/lib/server/config'
import { db } from './client'
import { withTempDatabase, type TempDatabase } from './testing/temp-db'

let temp: TempDatabase
beforeAll(async () => {
  temp = await withTempDatabase()
})
afterAll(() => temp.close())

it('is one client per process, on a file of mode 0600', async () => {
  expect(db()).toBe(temp.db)
  await db().setting.create({ data: { key: 'a', value: '1' } })
  expect((await stat(config().databaseFile)).mode & 0o777).toBe(0o600)
  expect((await stat(`${config().databaseFile}-wal`)).mode & 0o777).toBe(0o600)
})

it('enforces foreign keys and undoes a failed transaction', async () => {
  const orphan = db().identity.create({
    data: { name: 'x', publicId: 'x', sealedSeed: 'x', ownerId: 'nobody' },
  })
  await expect(orphan).rejects.toMatchObject({ code: 'P2003' })
  const failing = db().$transaction(async (tx) => {
    await tx.setting.create({ data: { key: 'b', value: '1' } })
    throw new Error('stop')
  })
  await expect(failing).rejects.toThrow('stop')
  expect(await db().setting.findUnique({ where: { key: 'b' } })).toBeNull()
})

it('waits for another process that is writing', async () => {
  const holder = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      path.join(import.meta.dirname, 'testing', 'hold-lock.ts'),
      config().databaseFile,
      '800',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await new Promise((resolve) => holder.stdout.once('data', resolve))
  await db().$transaction(async (tx) => {
    const row = await tx.setting.findUniqueOrThrow({ where: { key: 'held' } })
    await tx.setting.update({ where: { key: 'held' }, data: { value: `${row.value}+` } })
  })
  const row = await db().setting.findUniqueOrThrow({ where: { key: 'held' } })
  expect(row.value).toBe('theirs+')
})

it('gives up with a busy error when the other one never ends', async () => {
  const other = new Database(config().databaseFile)
  other.exec('BEGIN IMMEDIATE')
  const write = db().setting.create({ data: { key: 'never', value: '' } })
  await expect(write).rejects.toMatchObject({ code: expect.stringMatching(/^P(1008|2028|2034)$/) })
  const transaction = db().$transaction((tx) => tx.setting.count())
  await expect(transaction).rejects.toThrow()
  other.exec('ROLLBACK')
  other.close()
  await db().$transaction((tx) => tx.setting.create({ data: { key: 'later', value: '' } }))
})

it('does not leak file handles over many transactions', async () => {
  const handles = () => readdirSync('/proc/self/fd').length
  if (process.platform !== 'linux') return
  const before = handles()
  for (let i = 0; i < 300; i += 1)
    await db().$transaction((tx) =>
      tx.setting.update({ where: { key: 'a' }, data: { value: `${i}` } }),
    )
  expect(handles()).toBeLessThan(before + 10)
})
