import type { RequestListener } from 'node:http'
import { encodeBase58 } from '@/lib/crypto/base58'
import { serve, type TestServer } from '@/lib/server/outgoing/testing/serve'

/** What the stand-in explorer answers, changed by tests as they go. */
export interface ExplorerState {
  nodes: Record<string, unknown>[]
  farms: Record<string, unknown>[]
  statuses: Map<string, unknown>
  /** null: an original explorer without /info */
  info: { id: string; version: string; additions: string[] } | null
  /** answers this instead of everything */
  trouble: { status: number; body: string } | 'hang up' | null
  requests: string[]
}

/** Id of the test node with this number. */
export function testNodeId(index: number): string {
  const key = new Uint8Array(32).fill(9)
  new DataView(key.buffer).setUint32(0, index + 1)
  return encodeBase58(key)
}

/** A node as an explorer gives it, reported now. */
export function testNode(index: number, change: Record<string, unknown> = {}) {
  return {
    node_id: testNodeId(index),
    farm_id: 1,
    os_version: 'v1',
    created: 1_700_000_000,
    updated: Math.floor(Date.now() / 1000),
    uptime: 60,
    location: {
      city: 'Ghent',
      country: 'Belgium',
      continent: 'Europe',
      latitude: 51,
      longitude: 3,
    },
    total_resources: { cru: 8, mru: 16, hru: 0, sru: 512 },
    used_resources: { cru: 2, mru: 4, hru: 0, sru: 100 },
    ifaces: [{ name: 'zos', addrs: ['203.0.113.7/24', '2001:db8::7/64'], gateway: null }],
    public_config: null,
    wg_ports: [3000 + index],
    ...change,
  }
}

/** A stand-in explorer on a port; it can be closed and started again on the same one. */
export class FakeExplorer {
  readonly state: ExplorerState = {
    nodes: [],
    farms: [{ id: 1, name: 'North' }],
    statuses: new Map(),
    info: null,
    trouble: null,
    requests: [],
  }
  private server: TestServer | null = null
  private port = 0

  async start(): Promise<this> {
    this.server = await serve(this.listener, this.port)
    this.port = this.server.port
    return this
  }

  async stop(): Promise<void> {
    await this.server?.close()
    this.server = null
  }

  get listenPort(): number {
    return this.port
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  private readonly listener: RequestListener = (request, response) => {
    // The embedded explorer answers below this path.
    const path = (request.url ?? '').replace(/^\/explorer/, '')
    this.state.requests.push(path)
    const { trouble } = this.state
    if (trouble === 'hang up') return void request.socket.destroy()
    if (trouble) return void response.writeHead(trouble.status).end(trouble.body)
    const answer = this.answerTo(path)
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
    response.end(`${JSON.stringify(answer ?? { Error: `${path} not found` })}\n`)
  }

  private answerTo(path: string): unknown {
    const { info, farms, nodes, statuses } = this.state
    if (path === '/info') return info
    if (path === '/farms') return farms
    if (path === '/nodes') return nodes
    const nodeId = path.split('/')[2] ?? ''
    if (path.endsWith('/status')) return statuses.get(nodeId)
    return nodes.find((node) => node['node_id'] === nodeId)
  }
}
