import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it came in. */
export interface Heard {
  method: string
  path: string
  body: string
}

/** What a request is answered with; `drop` cuts the connection, `hold` keeps it waiting. */
export type Answer = { status: number; body?: string } | 'drop' | 'hold'

/**
 * An explorer of the original kind, so small that a test can see all of it: it knows every node, has one farm of each name, and
 * answers as `script` says where it says something.
 */
export async function serveTinyExplorer(
  script: (heard: Heard) => Answer | undefined = () => undefined,
) {
  const heard: Heard[] = []
  const server = createServer((incoming, outgoing) => {
    void read(incoming).then((body) => {
      const request = { method: incoming.method ?? '', path: incoming.url ?? '', body }
      heard.push(request)
      reply(outgoing, script(request) ?? standard(request))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    heard,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function standard({ method, path }: Heard): Answer {
  if (path === '/farms' && method === 'GET') return { status: 200, body: '[]' }
  if (path === '/farms') return { status: 201, body: '{"id":1}\n' }
  if (/\/poll\?from=0$/.test(path)) return { status: 200, body: '[]\n' }
  if (path.includes('/poll?')) return 'hold'
  if (method === 'GET') return { status: 404, body: '{"Error":"not found"}\n' }
  return { status: path === '/nodes' ? 201 : 200 }
}

async function read(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function reply(outgoing: ServerResponse, answer: Answer) {
  if (answer === 'hold') return
  if (answer === 'drop') {
    outgoing.destroy()
    return
  }
  outgoing.writeHead(answer.status, { 'Content-Type': 'application/json' })
  outgoing.end(answer.body ?? '')
}
