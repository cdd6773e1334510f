import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { handleExplorer } from '@/lib/explorer/handler'
import type { ExplorerOptions } from '@/lib/explorer/options'

/** An explorer behind a real HTTP server on a free port of this machine. */
export interface ServedExplorer {
  baseUrl: string
  close: () => Promise<void>
}

function toRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  const method = incoming.method ?? 'GET'
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(`http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`, {
    method,
    headers,
    signal,
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' } : {}),
  } as RequestInit)
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  options: ExplorerOptions,
): Promise<void> {
  const left = new AbortController()
  outgoing.on('close', () => left.abort())
  const response = await handleExplorer(toRequest(incoming, left.signal), options)
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  outgoing.end(Buffer.from(await response.arrayBuffer()))
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

/** Serves an explorer until `close`. Options that are not given: compat off, the machine's clock, short polls. */
export async function serveExplorer(
  options: Partial<ExplorerOptions> = {},
): Promise<ServedExplorer> {
  const all: ExplorerOptions = {
    basePath: '/explorer',
    compat: false,
    bootstrapTokens: [],
    now: Date.now,
    longPollMs: 200,
    ...options,
  }
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing, all).catch(() => outgoing.destroy())
  })
  const port = await listen(server)
  return {
    baseUrl: `http://127.0.0.1:${port}${all.basePath}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
