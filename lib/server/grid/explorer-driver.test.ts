import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { identityFromSeed } from '@/lib/crypto/identity'
import { encodeReservation, signReservation } from '@/lib/protocol/reservation'
import { verifyWrite } from '@/lib/protocol/write-auth'
import { serve, serveRaw, type TestServer } from '@/lib/server/outgoing/testing/serve'
import { explorerDriver, type ExplorerDriverOptions } from './explorer-driver'

const identity = identityFromSeed(new Uint8Array(32).fill(1))
const nodeId = identityFromSeed(new Uint8Array(32).fill(2)).id
const BODY = '{"id":""}\n'

const servers: TestServer[] = []
beforeEach(() => vi.stubEnv('PORT', '3999'))
afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void

/** A driver of an explorer that answers /info as an original does, unless `handler` is asked for it too. */
async function driverFor(handler: Handler, options: Partial<ExplorerDriverOptions> = {}) {
  const server = await serve((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      if (request.url === '/info' && !options.pinnedExplorerId)
        return void response.writeHead(404).end('404 page not found\n')
      handler(request, response, body)
    })
  })
  servers.push(server)
  return explorerDriver({ name: 'test', baseUrl: server.url, isEmbedded: false, ...options })
}

const answering =
  (status: number, body = '', headers: Record<string, string> = {}): Handler =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body)

describe('submit', () => {
  it.each([
    ['/reservations/12-1', '12'],
    ['/base/path/reservations/0-1', '0'],
    ['http://grid.example/explorer/reservations/18446744073709551615-1', '18446744073709551615'],
  ])('reads the number out of %s', async (location, number) => {
    const driver = await driverFor(answering(201, '', { location }))
    expect(await driver.submit(nodeId, BODY, identity)).toEqual({ outcome: 'created', number })
  })

  it.each([
    ['no Location', {}],
    ['another Location', { location: '/elsewhere/1-1' }],
    ['a Location with another last part', { location: '/reservations/1-2' }],
    ['a Location with a script in it', { location: '/reservations/1-1<script>' }],
  ])('does not know what became of it with %s', async (_name, headers) => {
    const driver = await driverFor(answering(201, '', headers))
    expect(await driver.submit(nodeId, BODY, identity)).toMatchObject({
      outcome: 'unknown',
      error: { code: 'GRID_BAD_ANSWER' },
    })
  })

  it.each([
    [400, 'rejected'],
    [401, 'rejected'],
    [403, 'rejected'],
    [404, 'rejected'],
    [413, 'rejected'],
    [422, 'rejected'],
    [429, 'not-sent'],
    [408, 'unknown'],
    [409, 'unknown'],
    [500, 'unknown'],
    [502, 'unknown'],
    [503, 'unknown'],
    [307, 'unknown'],
  ])('takes a %i as %s', async (status, outcome) => {
    const driver = await driverFor(answering(status, '{"Error":"because"}\n'))
    expect(await driver.submit(nodeId, BODY, identity)).toMatchObject({ outcome })
  })

  it('takes a refused connection as not sent', async () => {
    const gone = await serve(() => undefined)
    await gone.close()
    const driver = explorerDriver({ name: 'test', baseUrl: gone.url, isEmbedded: false })
    expect(await driver.submit(nodeId, BODY, identity)).toMatchObject({
      outcome: 'not-sent',
      error: { code: 'GRID_UNREACHABLE' },
    })
  })

  it('takes a refused address as not sent', async () => {
    const driver = explorerDriver({
      name: 'test',
      baseUrl: 'http://169.254.169.254',
      isEmbedded: false,
    })
    expect(await driver.submit(nodeId, BODY, identity)).toMatchObject({
      outcome: 'not-sent',
      error: { code: 'TARGET_REFUSED' },
    })
  })

  it('takes a hang-up after the body as unknown', async () => {
    const driver = await driverFor((request) => void request.socket.destroy())
    expect(await driver.submit(nodeId, BODY, identity)).toMatchObject({
      outcome: 'unknown',
      error: { code: 'GRID_UNREACHABLE' },
    })
  })

  it('takes an answer cut short as unknown', async () => {
    const server = await serveRaw((socket) => socket.end('HTTP/1.1 201 Created\r\nLoca'))
    servers.push(server)
    const driver = explorerDriver({
      name: 'test',
      baseUrl: server.url,
      isEmbedded: false,
      knownCapabilities: async () => ({
        explorerId: null,
        version: null,
        additions: [],
        canWrite: true,
        signedWrites: false,
        reportsDeleted: false,
        nodeStatus: false,
      }),
    })
    expect(await driver.submit(nodeId, BODY, identity)).toMatchObject({ outcome: 'unknown' })
  })

  it('quotes JSON and text errors, cleaned and cut', async () => {
    const hostile = `\u001b[2Jnode\u202e gone\r\n${'x'.repeat(2_000)}`
    for (const body of [JSON.stringify({ Error: hostile }), hostile]) {
      const driver = await driverFor(answering(400, body))
      const outcome = await driver.submit(nodeId, BODY, identity)
      const message = 'error' in outcome ? outcome.error.message : ''
      expect(message).toContain('“[2Jnode gone xxx')
      expect(message).toMatch(/^[^\p{Cc}\p{Cf}]{1,450}$/u)
    }
  })

  it('does not quote a web page', async () => {
    const driver = await driverFor(answering(404, '<!DOCTYPE html><script>alert(1)</script>'))
    const outcome = await driver.submit(nodeId, BODY, identity)
    expect('error' in outcome && outcome.error.message).toMatch(/refused this \(404\)\.$/)
  })
})

describe('signed writes', () => {
  const INFO = { id: 'explorer-1', version: '1', additions: ['signed-writes', 'deleted'] }
  const signedExplorer =
    (seen: (headers: Headers, path: string, body: string) => void): Handler =>
    (request, response, body) => {
      if (request.url === '/info') return void response.end(JSON.stringify(INFO))
      seen(new Headers(request.headers as Record<string, string>), request.url ?? '', body)
      response.writeHead(201, { location: '/reservations/5-1' }).end()
    }

  it('signs each attempt anew, for this explorer, path and body', async () => {
    const signatures = new Set<string>()
    const driver = await driverFor(
      signedExplorer((headers, path, body) => {
        const facts = { explorerId: INFO.id, method: 'POST', path, body, headers, now: Date.now() }
        expect(verifyWrite(facts)).toBe(identity.id)
        signatures.add(headers.get('x-grid-signature') ?? '')
      }),
      { pinnedExplorerId: INFO.id },
    )
    expect(await driver.submit(nodeId, BODY, identity)).toMatchObject({ outcome: 'created' })
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await driver.submit(nodeId, BODY, identity)).toMatchObject({ outcome: 'created' })
    expect(signatures.size).toBe(2)
  })

  it('signs deletions', async () => {
    const driver = await driverFor(
      signedExplorer((headers, path, body) => {
        const facts = {
          explorerId: INFO.id,
          method: 'DELETE',
          path,
          body,
          headers,
          now: Date.now(),
        }
        expect(verifyWrite(facts)).toBe(identity.id)
        expect(path).toBe('/reservations/5-1')
      }),
      { pinnedExplorerId: INFO.id },
    )
    expect(await driver.requestDelete('5', identity)).toEqual({ outcome: 'accepted' })
  })

  it('sends nothing to an explorer that gives another id than it was added with', async () => {
    let writes = 0
    const driver = await driverFor(
      signedExplorer(() => (writes += 1)),
      { pinnedExplorerId: 'somebody-else' },
    )
    expect(await driver.submit(nodeId, BODY, identity)).toMatchObject({
      outcome: 'not-sent',
      error: { code: 'GRID_BAD_ANSWER' },
    })
    expect(writes).toBe(0)
  })

  it('asks again what the explorer wants after a refusal', async () => {
    const forgetCapabilities = vi.fn()
    const driver = await driverFor(answering(400, 'no\n'), { forgetCapabilities })
    await driver.submit(nodeId, BODY, identity)
    expect(forgetCapabilities).toHaveBeenCalledTimes(1)
  })
})

describe('reads of a hostile explorer', () => {
  it.each([
    ['HTML', '<html><body>It works!</body></html>'],
    ['truncated JSON', '[{"node_id":"abc","farm'],
    ['nothing', ''],
    ['an object', '{"nodes":[]}'],
    ['a number', '7'],
    ['a deep nest', '['.repeat(200_000)],
  ])('refuses %s as a list', async (_name, body) => {
    const driver = await driverFor(answering(200, body))
    await expect(driver.listNodes()).rejects.toMatchObject({ code: 'GRID_BAD_ANSWER' })
    await expect(driver.pollNode(nodeId)).rejects.toMatchObject({ code: 'GRID_BAD_ANSWER' })
  })

  it.each([
    [400, 'GRID_REJECTED'],
    [404, 'GRID_REJECTED'],
    [500, 'GRID_BAD_ANSWER'],
    [503, 'GRID_BAD_ANSWER'],
  ])('names the grid when it answers %i', async (status, code) => {
    const driver = await driverFor(answering(status, '<html>Oh no</html>'))
    await expect(driver.listFarms()).rejects.toMatchObject({
      code,
      message: expect.stringContaining('The grid “test”') as string,
    })
  })

  it('leaves out what it cannot use and says so', async () => {
    const good = { node_id: nodeId, farm_id: 1 }
    const list = [good, { node_id: '' }, { node_id: 'not a key' }, null, 5, 'x', []]
    const driver = await driverFor(answering(200, JSON.stringify(list)))
    const { records, notes } = await driver.listNodes()
    expect(records.map(({ value }) => value.node_id)).toEqual([nodeId])
    expect(notes).toEqual(['6 of the 7 nodes it lists cannot be read and are left out.'])
  })

  it('reads no more than 20 000 nodes, and each id once', async () => {
    const list = Array.from({ length: 20_500 }, (_, index) => ({ id: index, name: `f${index}` }))
    const driver = await driverFor(answering(200, JSON.stringify([...list.slice(0, 5), ...list])))
    const { records, notes } = await driver.listFarms()
    expect(records).toHaveLength(19_995)
    expect(notes.join(' ')).toContain('only the first 20000 are shown')
  })

  it('refuses another node than the one asked for', async () => {
    const other = identityFromSeed(new Uint8Array(32).fill(3)).id
    const driver = await driverFor(answering(200, JSON.stringify({ node_id: other })))
    await expect(driver.getNode(nodeId)).rejects.toMatchObject({ code: 'GRID_BAD_ANSWER' })
  })

  it('keeps an unreadable list entry, with its signature, for whoever looks for it', async () => {
    const readable = encodeReservation(
      signReservation(
        {
          id: '3-1',
          nodeId,
          userId: identity.id,
          type: 'debug',
          data: '{"host":"a","port":1,"channel":"b"}',
          created: '2026-01-01T00:00:00Z',
          duration: 9_007_199_254_740_993n,
          signature: new Uint8Array(),
          toDelete: false,
        },
        identity,
      ),
    ).trim()
    const odd = '{"id":"4-1","signature":"QUJD","duration":"long"}'
    const driver = await driverFor(answering(200, `[${readable}, ${odd}, 7]\n`))
    const listed = await driver.pollNode(nodeId)
    expect(listed[0]?.reservation?.duration).toBe(9_007_199_254_740_993n)
    expect(listed[1]).toMatchObject({ number: '4', signature: 'QUJD', reservation: null })
    expect(listed[2]).toMatchObject({ number: '', signature: '', reservation: null })
  })

  it('reads whether a reservation was removed, where the explorer says so', async () => {
    const driver = await driverFor(
      answering(200, '{"id":"1-1","node_id":"a","deleted":true,"result":null}'),
    )
    expect(await driver.getReservation('1')).toMatchObject({ deleted: true, result: null })
  })

  it.each(['{"id":1}', '"x"', '{"additions":[]}', '<html></html>', ''])(
    'refuses %s as /info',
    async (info) => {
      const driver = await driverFor(answering(200, info), { pinnedExplorerId: 'x' })
      await expect(driver.capabilities()).rejects.toMatchObject({ code: 'GRID_BAD_ANSWER' })
    },
  )
})
