import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it passed. */
export interface Passed {
  method: string
  path: string
}

/** What happens to a request: it passes, its connection drops before or after the explorer acts, or it gets an answer of ours. */
export type Treatment = 'pass' | 'drop-before' | 'drop-after' | { status: number; body: string }

/** A server in front of an explorer that can treat it badly. */
export interface FlakyProxy {
  baseUrl: string
  passed: Passed[]
  treat: (request: Passed) => Treatment
  delayMs: number
  close: () => Promise<void>
}

/** Stands in front of the explorer at `target`. */
export async function flakyProxy(target: string): Promise<FlakyProxy> {
  const { origin, pathname } = new URL(target)
  const proxy: FlakyProxy = {
    baseUrl: '',
    passed: [],
    treat: () => 'pass',
    delayMs: 0,
    close: () => closeServer(server),
  }
  const server = createServer((incoming, outgoing) => {
    const passed = { method: incoming.method ?? '', path: incoming.url ?? '' }
    const treatment = proxy.treat(passed)
    proxy.passed.push(passed)
    if (treatment === 'drop-before') return void incoming.socket.destroy()
    if (typeof treatment === 'object') {
      outgoing.writeHead(treatment.status, { 'content-type': 'text/plain; charset=utf-8' })
      return void outgoing.end(treatment.body)
    }
    const onward = httpRequest(
      `${origin}${incoming.url}`,
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        if (treatment === 'drop-after') return void incoming.socket.destroy()
        setTimeout(() => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(outgoing)
        }, proxy.delayMs)
      },
    )
    onward.on('error', () => incoming.socket.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  proxy.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`
  return proxy
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
