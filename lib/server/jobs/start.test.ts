import { expect, test } from 'vitest'
import { withTempDatabase } from '@/lib/server/db/testing/temp-db'
import { startJobs, stopJobs } from './start'

test('jobs start once, and stop without leaving anything behind', async () => {
  const temp = await withTempDatabase()
  const before = process.listenerCount('SIGTERM')
  startJobs()
  startJobs()
  expect(process.listenerCount('SIGTERM')).toBe(before + 1)
  await expect
    .poll(() => temp.db.setting.count({ where: { key: 'jobs/runner' } }), { timeout: 5_000 })
    .toBe(1)
  await stopJobs()
  expect(process.listenerCount('SIGTERM')).toBe(before)
  expect(await temp.db.setting.count({ where: { key: 'jobs/runner' } })).toBe(0)
  await temp.close()
})
