import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { GET } from '@/app/api/v1/ready/route'
import { closeDb } from '@/lib/server/db/client'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { startJobs, stopJobs } from '@/lib/server/jobs/start'
import { beginStop, resetStop, stopSignal } from '@/lib/server/stopping'
import { loadHealth } from './health'

let temp: TempDatabase
beforeEach(async () => {
  temp = await withTempDatabase()
})
afterEach(async () => {
  await stopJobs()
  resetStop()
  await temp.close()
})

async function ready() {
  const answer = await GET(new Request('http://localhost/api/v1/ready'), {
    params: Promise.resolve({}),
  })
  return { status: answer.status, body: (await answer.json()) as unknown }
}

test('ready once database, vault and jobs are there; not any more when it stops', async () => {
  expect(await ready()).toEqual({ status: 503, body: { ready: false, waitingFor: ['jobs'] } })
  startJobs()
  expect(await ready()).toEqual({ status: 200, body: { ready: true, waitingFor: [] } })
  beginStop()
  expect(stopSignal().aborted).toBe(true)
  expect(await ready()).toEqual({ status: 503, body: { ready: false, waitingFor: ['stopping'] } })
})

test('health tells of a database that does not answer', async () => {
  expect(await loadHealth()).toMatchObject({ ok: true, database: 'up' })
  await closeDb()
  vi.stubEnv('DATABASE_URL', 'file:/dev/null/cockpit.db')
  expect(await loadHealth()).toMatchObject({ ok: false, database: 'down' })
  vi.unstubAllEnvs()
})
