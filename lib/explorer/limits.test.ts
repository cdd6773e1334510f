import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withTempDatabase, type TempDatabase } from '@/lib/server/db/testing/temp-db'
import { BODY_LIMIT_BYTES } from './options'
import { send, testIdentity } from './testing/signed-client'
import { serveExplorer, type ServedExplorer } from './testing/serve-explorer'

const node = testIdentity(1)
let database: TempDatabase
let explorer: ServedExplorer
let reported: unknown[]
beforeEach(async () => {
  database = await withTempDatabase()
  reported = []
  explorer = await serveExplorer({
    compat: true,
    bodyDeadlineMs: 300,
    report: (error) => reported.push(error),
  })
  const body = JSON.stringify({ node_id: node.id, farm_id: 1 })
  await send(explorer.baseUrl, { method: 'POST', path: '/nodes', body })
})
afterEach(async () => {
  await explorer.close()
  await database.close()
})

const post = (path: string, body: string) => send(explorer.baseUrl, { method: 'POST', path, body })

/** Sends raw bytes and gives the first line of what comes back. */
function sendRaw(text: string): Promise<string> {
  const { port, hostname } = new URL(explorer.baseUrl)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text))
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      resolve(chunk.toString().split('\r\n', 1)[0] ?? '')
      socket.destroy()
    })
  })
}

describe('a body', () => {
  it('of more than 1 MiB is refused', async () => {
    const answer = await post('/nodes', ' '.repeat(BODY_LIMIT_BYTES + 1))
    expect(answer.status).toBe(413)
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  })

  it('of more than 1 MiB is refused without a length too', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
    const head = 'POST /explorer/nodes HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n'
    expect(await sendRaw(head + chunk.repeat(17))).toContain('413')
  })

  it('that does not arrive is cut off', async () => {
    const head = 'POST /explorer/nodes HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"node'
    expect(await sendRaw(head)).toContain('408')
  })

  it.each([
    ['deep arrays', '['.repeat(500_000)],
    ['deep objects', '{"a":'.repeat(150_000)],
    ['a long number', `{"farm_id":${'9'.repeat(900_000)}}`],
    ['a long key', `{"${'k'.repeat(900_000)}":1`],
    ['many escapes', `{"node_id":"${'\\u0000'.repeat(150_000)}"}`],
    ['bytes that are no text', '\u0000\u0001\ufffe'],
    ['a mark at the beginning', '\ufeff{}'],
    ['a number', '5'],
    ['nothing', ''],
  ])('of %s is refused in a moment', async (_, body) => {
    const started = performance.now()
    for (const path of ['/nodes', `/nodes/${node.id}/capacity`, `/reservations/${node.id}`]) {
      const { status } = await post(path, body)
      expect([200, 400]).toContain(status)
    }
    expect((await post('/nodes', body)).status).toBe(400)
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(reported).toEqual([])
  })

  it('with deep data in a signed place is refused, not stored', async () => {
    const deep = `{"data":${'['.repeat(300)}${']'.repeat(300)}}`
    expect((await post(`/reservations/${node.id}`, deep)).status).toBe(400)
  })
})

describe('a request', () => {
  it.each([
    ['GET', '/nodes/%zz', 400],
    ['GET', '/nodes/%00', 404],
    ['GET', `/nodes/${'x'.repeat(5_000)}`, 404],
    ['GET', '/farms/99999999999999999999', 400],
    ['GET', '/farms/9223372036854775807', 404],
    ['GET', '/farms/-1', 404],
    ['GET', '/reservations/99999999999-1', 404],
    ['GET', '/reservations/0-2', 404],
    ['GET', '/reservations/00-1', 404],
    ['PATCH', '/nodes', 405],
    ['GET', '/nodes?farm=18446744073709551615', 200],
    ['GET', '/nodes?farm=18446744073709551616', 400],
  ])('%s %s gives %i', async (method, path, status) => {
    expect((await send(explorer.baseUrl, { method, path })).status).toBe(status)
    expect(reported).toEqual([])
  })

  it('that meets a fault of ours gets an id, and no more', async () => {
    const broken = await serveExplorer({
      compat: true,
      now: () => {
        throw new Error('secret detail')
      },
      report: (error, incident) => reported.push(incident, error),
    })
    const body = JSON.stringify({ node_id: node.id, farm_id: 1 })
    const answer = await send(broken.baseUrl, { method: 'POST', path: '/nodes', body })
    expect(answer.status).toBe(500)
    expect(answer.body).not.toContain('secret detail')
    expect(answer.body).toContain(String(reported[0]))
    await broken.close()
  })
})
