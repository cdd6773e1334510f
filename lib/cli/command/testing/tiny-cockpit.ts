import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  method: string
  path: string
  token: string
  body: unknown
}
type Answer = { status?: number; json?: unknown; text?: string; hangUp?: boolean }

/** A server that answers as the test says and remembers what it was asked. */
export async function tinyCockpit(answer: (asked: Asked) => Answer) {
  const asked: Asked[] = []
  const server = http.createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        path: (request.url ?? '').replace('/api/v1/', ''),
        token: (request.headers.authorization ?? '').replace('Bearer ', ''),
        body: body === '' ? undefined : (JSON.parse(body) as unknown),
      }
      asked.push(one)
      const { status = 200, json, text, hangUp } = answer(one)
      if (hangUp) return response.destroy()
      response.writeHead(status, { 'content-type': 'application/json' })
      return response.end(text ?? JSON.stringify(json ?? null))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
