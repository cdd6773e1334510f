import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { explorerEvents } from './events'
import { handleExplorer } from './handler'
import { reservationBody, send, testIdentity } from './testing/signed-client'
import { serveExplorer, type ServedExplorer } from './testing/serve-explorer'

const node = testIdentity(1)
const otherNode = testIdentity(2)
const user = testIdentity(3)

let database: TempDatabase
let explorer: ServedExplorer
let base: string
beforeEach(async () => {
  database = await withTempDatabase()
  explorer = await serveExplorer({ compat: true, longPollMs: 20_000 })
  base = explorer.baseUrl
  for (const { id } of [node, otherNode]) {
    const body = JSON.stringify({ node_id: id, farm_id: 1 })
    await send(base, { method: 'POST', path: '/nodes', body })
  }
})
afterEach(async () => {
  await explorer.close()
  await database.close()
})

const reserve = (nodeId = node.id, duration?: bigint) =>
  send(base, {
    method: 'POST',
    path: `/reservations/${nodeId}`,
    body: reservationBody(user, nodeId, duration === undefined ? {} : { duration }),
  })
const pollPath = (from: number | string, nodeId = node.id) =>
  `/reservations/${nodeId}/poll?from=${from}`

async function ids(baseUrl: string, from: number | string, nodeId = node.id): Promise<string[]> {
  const answer = await send(baseUrl, { method: 'GET', path: pollPath(from, nodeId) })
  return (JSON.parse(answer.body) as { id: string }[]).map((found) => found.id)
}

async function untilWaiting(count: number): Promise<void> {
  while (explorerEvents.listenerCount('reservation') < count) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe('a poll that finds nothing', () => {
  it('waits, and wakes at once when a reservation comes', async () => {
    const waiting = ids(base, 1)
    await untilWaiting(1)
    await reserve()
    await reserve(otherNode.id)
    const started = performance.now()
    await reserve()
    expect(await waiting).toEqual(['2-1'])
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('wakes when an old reservation is to be removed', async () => {
    await reserve()
    const waiting = ids(base, 5)
    await untilWaiting(1)
    await send(base, { method: 'DELETE', path: '/reservations/0-1' })
    expect(await waiting).toEqual(['0-1'])
    await send(base, { method: 'PUT', path: '/reservations/0-1/deleted' })
    const short = await serveExplorer({ longPollMs: 50 })
    expect(await ids(short.baseUrl, '18446744073709551615')).toEqual([])
    await short.close()
  })

  it('ends with an empty list after its time', async () => {
    const short = await serveExplorer({ longPollMs: 100 })
    const started = performance.now()
    expect(await ids(short.baseUrl, 1)).toEqual([])
    expect(performance.now() - started).toBeGreaterThanOrEqual(95)
    await short.close()
  })

  it('ends when its client leaves', async () => {
    const left = new AbortController()
    const request = new Request(`http://localhost${pollPath(3)}`, { signal: left.signal })
    const options = {
      basePath: '',
      compat: false,
      bootstrapTokens: [],
      now: Date.now,
      longPollMs: 20_000,
    }
    const answer = handleExplorer(request, options)
    await untilWaiting(1)
    left.abort()
    await answer
    expect(explorerEvents.listenerCount('reservation')).toBe(0)
  })

  it('is answered when the process stops', async () => {
    const stopping = new AbortController()
    const long = await serveExplorer({ longPollMs: 20_000, stopping: stopping.signal })
    const answer = ids(long.baseUrl, 1)
    await untilWaiting(1)
    stopping.abort()
    expect(await answer).toEqual([])
    await long.close()
  })
})

describe('what a poll lists', () => {
  it('everything of the node from 0, without the expired from 1', async () => {
    await reserve()
    await reserve(node.id, 1n)
    await reserve(otherNode.id)
    await reserve()
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await ids(base, 0)).toEqual(['0-1', '1-1', '3-1'])
    expect(await ids(base, 1)).toEqual(['3-1'])
    expect(await ids(base, 0, otherNode.id)).toEqual(['2-1'])
  })

  it('answers exactly application/json, which node daemons insist on', async () => {
    const answer = await send(base, { method: 'GET', path: pollPath(0) })
    expect(answer.headers['content-type']).toBe('application/json')
  })

  it('refuses a number beyond 64 bits', async () => {
    const answer = await send(base, { method: 'GET', path: pollPath('18446744073709551616') })
    expect([answer.status, answer.body]).toEqual([400, 'since query argument format not valid\n'])
  })
})
