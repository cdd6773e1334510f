import type { RequestListener } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createServer as createTcpServer } from 'node:net'

/** A listener of a test, on a free loopback port. */
export interface TestServer {
  url: string
  port: number
  close: () => Promise<void>
}

/** Serves HTTP with one handler for everything. */
export function serve(handler: RequestListener, port = 0): Promise<TestServer> {
  const server = createServer(handler)
  return listening(server, port, () => server.closeAllConnections())
}

/** Serves bytes: whatever a broken or hostile server may send. */
export function serveRaw(onRequest: (socket: Socket) => void): Promise<TestServer> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', () => onRequest(socket))
  })
  return listening(server, 0, () => sockets.forEach((socket) => socket.destroy()))
}

type Closable = ReturnType<typeof createServer> | ReturnType<typeof createTcpServer>

function listening(server: Closable, port: number, cut: () => void): Promise<TestServer> {
  return new Promise((resolve) =>
    server.listen(port, '127.0.0.1', () => {
      const { port: actual } = server.address() as AddressInfo
      resolve({
        url: `http://127.0.0.1:${actual}`,
        port: actual,
        close: () =>
          new Promise((done) => {
            server.close(() => done())
            cut()
          }),
      })
    }),
  )
}
