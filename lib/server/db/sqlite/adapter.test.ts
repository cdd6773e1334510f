import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { closeDb, db } from '../client'
import { migrate } from '../migrate'

let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cockpit-sqlite-'))
  file = path.join(folder, 'db', 'cockpit.db')
  vi.stubEnv('DATABASE_URL', `file:${file}`)
  await migrate()
  await db().setting.create({ data: { key: 'a', value: '1' } })
})
afterAll(async () => {
  await closeDb()
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

it('keeps its files to their owner', async () => {
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect((await stat(`${file}-wal`)).mode & 0o777).toBe(0o600)
})

it('waits for another process that is writing', async () => {
  const holder = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(import.meta.dirname, 'testing', 'hold-lock.ts'), file, '800'],
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
  const other = new Database(file)
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
