import type { Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { OutgoingRequest } from './request'
import { MAX_ANSWER_BYTES, sendRequest } from './request'
import { serve, serveRaw, type TestServer } from './testing/serve'

const servers: TestServer[] = []
const track = async (server: Promise<TestServer>) => {
  servers.push(await server)
  return server
}
beforeEach(() => vi.stubEnv('PORT', '3999'))
afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

const ask = (url: string, more: Partial<OutgoingRequest> = {}) =>
  sendRequest({ who: 'The grid “test”', url, method: 'GET', timeoutMs: 2_000, ...more })

/** The refusal a request ends in. */
const refusal = (url: string, more?: Partial<OutgoingRequest>) =>
  ask(url, more).then(
    () => expect.fail('it was answered'),
    (error: unknown) => error as { code: string; message: string; details: { sent: boolean } },
  )

describe('sendRequest', () => {
  it('sends method, path, headers and body, and reads the answer', async () => {
    const seen: unknown[] = []
    const { url } = await track(
      serve((request, response) => {
        let body = ''
        request.on('data', (chunk: Buffer) => (body += chunk.toString()))
        request.on('end', () => {
          seen.push(request.method, request.url, request.headers['content-type'], body)
          seen.push(request.headers['accept-encoding'], request.headers.host)
          response.writeHead(201, { location: '/x' }).end('ok\n')
        })
      }),
    )
    const headers = { 'Content-Type': 'application/json' }
    const answer = await ask(`${url}/a/b?c=d`, { method: 'POST', headers, body: '{"ü":1}\n' })
    expect(answer).toMatchObject({ status: 201, text: 'ok\n', headers: { location: '/x' } })
    const host = url.slice('http://'.length)
    expect(seen).toEqual(['POST', '/a/b?c=d', 'application/json', '{"ü":1}\n', 'identity', host])
  })

  it('dials the address that was checked and keeps the name in Host', async () => {
    let host: string | undefined
    const { port } = await track(
      serve((request, response) => {
        host = request.headers.host
        response.end('[]')
      }),
    )
    const resolve = vi.fn(async () => [{ address: '127.0.0.1', family: 4 }])
    await ask(`http://grid.example:${port}/farms`, { resolve })
    expect(resolve).toHaveBeenCalledTimes(1)
    expect(host).toBe(`grid.example:${port}`)
  })

  it('tries the next address when the first one refuses', async () => {
    const { port } = await track(serve((_request, response) => response.end('[]')))
    const resolve = async () => [
      { address: '::1', family: 6 },
      { address: '127.0.0.1', family: 4 },
    ]
    await expect(ask(`http://two.example:${port}/`, { resolve })).resolves.toMatchObject({
      status: 200,
    })
  })

  it('says that nothing left when the connection is refused', async () => {
    const { url, close } = await serve(() => undefined)
    await close()
    const error = await refusal(url)
    expect(error).toMatchObject({ code: 'GRID_UNREACHABLE', details: { sent: false } })
    expect(error.message).toContain('The grid “test” refuses the connection.')
  })

  it('says that nothing left when the name is unknown', async () => {
    const resolve = async () => {
      throw Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })
    }
    const error = await refusal('http://nowhere.example', { resolve })
    expect(error).toMatchObject({ code: 'GRID_UNREACHABLE', details: { sent: false } })
    expect(error.message).toContain('cannot be found')
  })

  it('says that nothing left when the name server hangs', async () => {
    const resolve = () => new Promise<never>(() => undefined)
    const error = await refusal('http://slow.example', { resolve, timeoutMs: 50 })
    expect(error).toMatchObject({ code: 'GRID_UNREACHABLE', details: { sent: false } })
  })

  it('gives up on a server that says nothing', async () => {
    const { url } = await track(serve(() => undefined))
    const error = await refusal(url, { timeoutMs: 150 })
    expect(error).toMatchObject({ code: 'GRID_UNREACHABLE', details: { sent: true } })
    expect(error.message).toContain('did not answer within')
  })

  it('gives up on a slow drip: the time is for the whole answer', async () => {
    const { url } = await track(
      serve((_request, response) => {
        const timer = setInterval(() => response.write('x'), 20)
        response.on('close', () => clearInterval(timer))
      }),
    )
    const started = Date.now()
    const error = await refusal(url, { timeoutMs: 300 })
    expect(error).toMatchObject({ code: 'GRID_UNREACHABLE', details: { sent: true } })
    expect(Date.now() - started).toBeLessThan(2_000)
  })

  it('gives up on endless headers', async () => {
    const { url } = await track(
      serveRaw((socket) => {
        const line = `X-A: ${'a'.repeat(4_000)}\r\n`
        socket.write(`HTTP/1.1 200 OK\r\n${line.repeat(20)}`)
      }),
    )
    expect(await refusal(url)).toMatchObject({ code: 'GRID_BAD_ANSWER', details: { sent: true } })
  })

  it('reports a reset before the answer', async () => {
    const { url } = await track(serveRaw((socket) => socket.resetAndDestroy()))
    const error = await refusal(url, { method: 'POST', body: '{}\n' })
    expect(error).toMatchObject({ code: 'GRID_UNREACHABLE', details: { sent: true } })
    expect(error.message).toContain('closed the connection')
  })

  it.each([
    ['a reset', (socket: Socket) => socket.resetAndDestroy()],
    ['an end', (socket: Socket) => socket.end()],
  ])('reports %s in the middle of the answer', async (_name, stop) => {
    const { url } = await track(
      serveRaw((socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{"node', () =>
          setTimeout(() => stop(socket), 30),
        )
      }),
    )
    const error = await refusal(url)
    expect(error).toMatchObject({ code: 'GRID_BAD_ANSWER', details: { sent: true } })
    expect(error.message).toContain('in the middle')
  })

  it('reports what is not HTTP', async () => {
    const { url } = await track(serveRaw((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')))
    expect(await refusal(url)).toMatchObject({ code: 'GRID_BAD_ANSWER', details: { sent: true } })
  })

  it.each([301, 302, 303, 307, 308])('does not follow a %i', async (status) => {
    let calls = 0
    const { url } = await track(
      serve((_request, response) => {
        calls += 1
        response.writeHead(status, { location: 'http://169.254.169.254/secret' }).end()
      }),
    )
    const error = await refusal(url)
    expect(error).toMatchObject({ code: 'GRID_BAD_ANSWER' })
    expect(error.message).toContain('redirects to http://169.254.169.254/secret')
    expect(calls).toBe(1)
  })

  it.each([
    ['announced', { 'content-length': String(9 * 1024 * 1024) }],
    ['chunked', {}],
  ])('cuts off an answer of 9 MiB (%s)', async (_name, headers: Record<string, string>) => {
    const { url } = await track(
      serve((_request, response) => {
        response.writeHead(200, headers)
        response.end(Buffer.alloc(9 * 1024 * 1024, 0x20))
      }),
    )
    const error = await refusal(url)
    expect(error).toMatchObject({ code: 'GRID_BAD_ANSWER' })
    expect(error.message).toContain('more than 8 MiB')
  })

  it('reads an answer of exactly the limit', async () => {
    const { url } = await track(
      serve((_request, response) => response.end(Buffer.alloc(MAX_ANSWER_BYTES, 0x20))),
    )
    expect((await ask(url)).text).toHaveLength(MAX_ANSWER_BYTES)
  })

  it('refuses a compressed answer', async () => {
    const { url } = await track(
      serve((_request, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(Buffer.from([0x1f, 0x8b])),
      ),
    )
    expect(await refusal(url)).toMatchObject({ code: 'GRID_BAD_ANSWER' })
  })

  it('refuses bytes that are not UTF-8', async () => {
    const { url } = await track(
      serve((_request, response) => response.end(Buffer.from([0x22, 0xff, 0x22]))),
    )
    expect(await refusal(url)).toMatchObject({ code: 'GRID_BAD_ANSWER' })
  })

  it.each([400, 404, 500, 503])('hands a %i over for the caller to judge', async (status) => {
    const { url } = await track(
      serve((_request, response) => response.writeHead(status).end('<html>')),
    )
    await expect(ask(url)).resolves.toMatchObject({ status, text: '<html>' })
  })

  it('takes an early answer although the body was not read', async () => {
    const { url } = await track(
      serveRaw((socket) => {
        socket.end('HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nno\n')
      }),
    )
    await expect(ask(url, { method: 'POST', body: 'x'.repeat(1_000) })).resolves.toMatchObject({
      status: 413,
    })
  })

  it('stops when the caller does', async () => {
    const { url } = await track(serve(() => undefined))
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 50)
    const error = await refusal(url, { signal: controller.signal })
    expect(error).toMatchObject({ code: 'GRID_UNREACHABLE', details: { sent: true } })
    expect(error.message).toContain('was stopped')
  })

  it('sends nothing when the caller had stopped before', async () => {
    let calls = 0
    const { url } = await track(serve(() => (calls += 1)))
    const error = await refusal(url, { signal: AbortSignal.abort() })
    expect(error.details.sent).toBe(false)
    expect(calls).toBe(0)
  })

  it('refuses our own listener, except for the embedded explorer', async () => {
    const { url, port } = await track(serve((_request, response) => response.end('[]')))
    vi.stubEnv('PORT', String(port))
    expect(await refusal(url)).toMatchObject({ code: 'TARGET_REFUSED' })
    await expect(ask(url, { isEmbedded: true })).resolves.toMatchObject({ status: 200 })
  })
})
