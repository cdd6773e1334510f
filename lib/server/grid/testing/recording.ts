import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One recorded exchange with the original explorer. */
export interface RecordedStep {
  n: number
  name: string
  request: { method: string; path: string; headers: Record<string, string>; body: string | null }
  response: {
    status: number | null
    headers?: Record<string, string>
    body?: string
  }
}

/** The recording of the original explorer, and the nodes it speaks of. */
export const RECORDING = JSON.parse(
  readFileSync(new URL('../vectors/explorer.json', import.meta.url), 'utf8'),
) as { nodes: Record<string, string>; steps: RecordedStep[] }

/** The step with this number. */
export function recorded(n: number): RecordedStep {
  const step = RECORDING.steps.find((candidate) => candidate.n === n)
  if (!step) throw new Error(`The recording has no step ${n}.`)
  return step
}

/** What a client really sent. */
export interface SentRequest {
  method: string
  path: string
  contentType: string | undefined
  headers: NodeJS.Dict<string | string[]>
  body: string
}

/** A server that answers the next request with what the original answered in one step, whatever is asked. */
export class ReplayServer {
  readonly sent: SentRequest[] = []
  private next: RecordedStep['response'] | null = null
  private readonly server: Server

  private constructor(private readonly basePath: string) {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const path = request.url ?? ''
        // The original knows no /info: it answers as to every path it does not have.
        const isInfo = path === `${this.basePath}/info`
        if (!isInfo)
          this.sent.push({
            method: request.method ?? '',
            path: path.slice(this.basePath.length),
            contentType: request.headers['content-type'],
            headers: request.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          })
        const answer = isInfo ? recorded(111).response : this.next
        if (!answer || answer.status === null) return void request.socket.destroy()
        const headers = { ...answer.headers }
        delete headers['Content-Length']
        if (headers['Location']) headers['Location'] = `${this.basePath}${headers['Location']}`
        response.writeHead(answer.status, headers).end(answer.body ?? '')
      })
    })
  }

  /** Starts a server whose base URL has this path, such as `/explorer`, or none. */
  static start(basePath = ''): Promise<ReplayServer> {
    const replay = new ReplayServer(basePath)
    return new Promise((resolve) => replay.server.listen(0, '127.0.0.1', () => resolve(replay)))
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${this.basePath}`
  }

  /** Answers from now on as the original did in this step. */
  play(n: number): RecordedStep {
    const step = recorded(n)
    this.next = step.response
    return step
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve())
      this.server.closeAllConnections()
    })
  }
}
